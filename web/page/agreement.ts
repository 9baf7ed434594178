/** The agreement of a partnership. */
import "./with-words.ts";
import "../../fermata/partnerships/agreement-desk.element.ts";
