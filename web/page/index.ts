/** Everything that runs on pages: the elements of every room, and what concerns the page as a whole. */
import "../../fermata/people/passkey-door.element.ts";
import "../../fermata/people/passkey-maker.element.ts";
import "../../fermata/people/time-zone.element.ts";
import "../../fermata/vault/close-space.element.ts";
import "../../fermata/vault/export-folder.element.ts";
import "../../fermata/vault/let-back-in.element.ts";
import "../../fermata/vault/let-me-in.element.ts";
import "../../fermata/vault/make-space.element.ts";
import "../../fermata/vault/safety-words.element.ts";
import "../../fermata/vault/sealed-form.element.ts";
import "../../fermata/vault/sealed-line.element.ts";
import "../../fermata/vault/sealed-list.element.ts";
import "../../fermata/vault/sealed-text.element.ts";
import "../../fermata/vault/sealed-words.element.ts";
import "../../fermata/vault/take-back.element.ts";
import "../../fermata/vault/ways-in.element.ts";
import "../../fermata/partnerships/agreement-desk.element.ts";
import "../../fermata/partnerships/copy-link.element.ts";
import "../../fermata/sessions/meeting-room.element.ts";
import { sayWhatIsMissing } from "./browser-check.ts";
import { watchLeaving } from "./leaving.ts";
import { sayWhenClosed } from "./said-of-closing.ts";

sayWhatIsMissing();
sayWhenClosed();
watchLeaving();
