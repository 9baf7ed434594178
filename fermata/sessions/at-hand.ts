/** What lies at hand in the room: what was prepared and given, the link to the call, the word to stop by, what is owed. */
import { type Status, desk } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { say } from "../../web/page/words.ts";
import { type Balance, balanceOf, hadIn } from "./between/balance.ts";
import { type Gathered, gather } from "./between/gathered.ts";
import { givenView, linesOf, mineSince } from "./between/given-view.ts";
import { ownPlans } from "./between/own-plans.ts";
import { callLink, placeOfMeeting } from "./between/call-link.ts";
import { agreedWord } from "./between/agreed-word.ts";
import type { Structure } from "./structure.ts";

export interface AtHand {
  found: Gathered;
  balance: Balance;
  /** Their own kinds of talk that can be met by. */
  plans: Structure[];
  stopWord: string | null;
}

export async function atHand(space: string): Promise<AtHand | null> {
  const status: Status = await desk.status();
  const found = await gather(status, space);
  return { found, balance: balanceOf(found.meetings.map(hadIn)), plans: ownPlans(found).filter(({ isReady }) => isReady).map(({ value }) => value), stopWord: agreedWord(found) };
}

/** Before the clock starts, where no link is put: that any way to talk will do, and where a link can be put. */
export function whereToTalk({ found }: AtHand, partnership: string): HTMLElement[] {
  if ((placeOfMeeting(found)?.kept.value.url ?? "") !== "") return [];
  return [el("small", {}, say("room.talk_anywhere"), " ", el("a", { href: `/partnerships/${partnership}/preparing/` }, say("room.talk_link")))];
}

/** The call, and what was prepared for this meeting; nothing when there is neither. */
export function atHandView({ found }: AtHand): HTMLElement[] {
  const place = placeOfMeeting(found)?.kept.value;
  const mine = mineSince(found);
  const theirs = givenView(found);
  return [
    ...(place !== undefined && place.url !== "" ? [callLink(place)] : []),
    ...(mine === null ? [] : [el("details", { class: "prepared" }, el("summary", {}, say("room.prepared_mine")), linesOf(mine))]),
    ...(theirs === null ? [] : [el("details", { class: "prepared", open: true }, el("summary", {}, say("room.prepared_theirs")), theirs)]),
  ];
}
