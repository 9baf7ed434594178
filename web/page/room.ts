/** The room. */
import "./with-words.ts";
import "../../fermata/vault/sealed-text.element.ts";
import "../../fermata/sessions/meeting-room.element.ts";
