/** The link of the next meeting, and the way into the call. */
import { el } from "../../../web/page/dom.ts";
import { say } from "../../../web/page/words.ts";
import type { Gathered } from "./gathered.ts";
import { type Place, hostOf, readPlace } from "./place.ts";
import { type Kept, recordsOf } from "./records.ts";

export interface MeetingPlace {
  kept: Kept<Place>;
  /** Where the last meeting was; empty when this one has a link of its own. */
  former: string;
}

/** A link is for one meeting: after it, the next one has none, unless somebody says “the same again”. */
export function placeOfMeeting({ ours, meetings }: Pick<Gathered, "ours" | "meetings">): MeetingPlace | null {
  const [kept] = recordsOf(ours, "place", readPlace);
  if (kept === undefined) return null;
  const last = Math.max(0, ...meetings.map(({ ended_at }) => ended_at));
  if (Date.parse(kept.at) > last) return { kept, former: "" };
  return { kept: { ...kept, value: { ...kept.value, url: "" } }, former: kept.value.url };
}

/** The way into the call, and one honest sentence about it. */
export function callLink({ url, service }: Place): HTMLElement {
  const link = el("a", { class: "button call", href: url, target: "_blank", rel: "noopener noreferrer" }, say("between.place.open", { host: hostOf(url) }));
  return el("div", { class: "call-line" }, link, el("small", {}, say(`between.place.sealed_${service}`)));
}
