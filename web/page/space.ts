/** Pages about me: the ways into my space, taking everything out; and those on which somebody signs out. */
import "./with-words.ts";
import "../../fermata/people/passkey-maker.element.ts";
import "../../fermata/people/time-zone.element.ts";
import "../../fermata/vault/export-folder.element.ts";
import "../../fermata/vault/ways-in.element.ts";
