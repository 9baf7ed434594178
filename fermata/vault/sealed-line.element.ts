/** <sealed-line …>: one line, sealed in this browser. Takes what <sealed-text> takes, but rows. */
import { el } from "../../web/page/dom.ts";
import { PRIVATE, type Control } from "./field-parts.ts";
import { SealedField } from "./sealed-field.ts";

class SealedLine extends SealedField {
  protected makeControl(): Control {
    return el("input", { ...PRIVATE, type: "text", maxlength: this.get("maxlength") || 300 });
  }
}

customElements.define("sealed-line", SealedLine);
