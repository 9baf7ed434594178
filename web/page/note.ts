/** Writing a note, and taking one back. */
import "./with-words.ts";
import "../../fermata/vault/sealed-form.element.ts";
import "../../fermata/vault/sealed-line.element.ts";
import "../../fermata/vault/sealed-text.element.ts";
import "../../fermata/vault/take-back.element.ts";
