/** Let me back in: the page most visits begin with. */
import "./with-words.ts";
import "../../fermata/vault/let-me-in.element.ts";
