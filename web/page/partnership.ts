/** Pages of a partnership: its notes and its safety words. */
import "./with-words.ts";
import "../../fermata/vault/let-back-in.element.ts";
import "../../fermata/vault/safety-words.element.ts";
import "../../fermata/vault/sealed-form.element.ts";
import "../../fermata/vault/sealed-line.element.ts";
import "../../fermata/vault/sealed-list.element.ts";
import "../../fermata/vault/sealed-text.element.ts";
import "../../fermata/vault/sealed-words.element.ts";
import "../../fermata/vault/take-back.element.ts";
