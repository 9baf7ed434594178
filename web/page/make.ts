/** Making one's space. */
import "./with-words.ts";
import "../../fermata/vault/make-space.element.ts";
