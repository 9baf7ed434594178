/** Pages without sealed words. Each page loads exactly one script, whole: parts loaded later could not be vouched for. */
import "./everywhere.ts";
import "../../fermata/people/passkey-door.element.ts";
import "../../fermata/people/time-zone.element.ts";
import "../../fermata/partnerships/copy-link.element.ts";
