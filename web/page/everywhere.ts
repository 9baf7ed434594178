/** What runs on every page, also on those without sealed words. It starts no vault. */
import "../../fermata/people/passkey-door.element.ts";
import "../../fermata/people/time-zone.element.ts";
import "../../fermata/vault/close-space.element.ts";
import "../../fermata/partnerships/copy-link.element.ts";
import { sayWhatIsMissing } from "./browser-check.ts";

sayWhatIsMissing();
