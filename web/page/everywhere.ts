/** What runs on every page, also on those without sealed words. It starts no vault. */
import "../../fermata/vault/close-space.element.ts";
import { sayWhatIsMissing } from "./browser-check.ts";

sayWhatIsMissing();
