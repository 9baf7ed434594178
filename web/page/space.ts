/** Pages of my space: making it, opening it, the ways in, taking everything out, signing out. */
import "./with-words.ts";
import "../../fermata/people/passkey-maker.element.ts";
import "../../fermata/vault/export-folder.element.ts";
import "../../fermata/vault/let-me-in.element.ts";
import "../../fermata/vault/make-space.element.ts";
import "../../fermata/vault/ways-in.element.ts";
