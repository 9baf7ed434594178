/** The page of a partnership: its notes, its safety words, letting somebody back in. */
import "./with-words.ts";
import "../../fermata/vault/let-back-in.element.ts";
import "../../fermata/vault/safety-words.element.ts";
import "../../fermata/vault/sealed-list.element.ts";
