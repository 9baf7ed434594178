/** Leaving a partnership, with or without one's own words. */
import "./with-words.ts";
import "../../fermata/partnerships/say-goodbye.element.ts";
