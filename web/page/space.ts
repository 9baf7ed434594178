/** Pages of my space: making it, the ways in, taking everything out; and those on which somebody signs out. */
import "./with-words.ts";
import "../../fermata/people/passkey-maker.element.ts";
import "../../fermata/people/time-zone.element.ts";
import "../../fermata/vault/export-folder.element.ts";
import "../../fermata/vault/make-space.element.ts";
import "../../fermata/vault/ways-in.element.ts";
