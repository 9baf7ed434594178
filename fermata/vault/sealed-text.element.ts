/**
 * <sealed-text name space item kind about readers partner people label>: several lines, sealed in this browser.
 *
 *     space     id of a space, or "own"            readers   "me" or "both"; said in words and with heads
 *     item      id; drawn here when missing        partner   the partner's name, when both can read it
 *     new       begins a new item                  label, hint, rows
 *     kind      what it is                         required, maxlength, disabled
 *     about     what it belongs to
 */
import { el } from "../../web/page/dom.ts";
import { PRIVATE, type Control } from "./field-parts.ts";
import { SealedField } from "./sealed-field.ts";

class SealedText extends SealedField {
  protected makeControl(): Control {
    return el("textarea", { ...PRIVATE, rows: this.get("rows") || 5, maxlength: this.get("maxlength") || null });
  }
}

customElements.define("sealed-text", SealedText);
