/** The balance of turns in sentences, as one of the members reads it. No DOM. */
import { say } from "../../../web/page/words.ts";
import { type Company, calledBy, counted, nameOf } from "../company.ts";
import { type Balance, type Share, inMinutes, isEven, offerOf } from "./balance.ts";

const MINUTE = 60_000;

/** The minutes of each, wherever they stand in a row or a table: they add up to the minutes of all. */
export function minutesInWords(share: Share): Record<string, string> {
  return Object.fromEntries(Object.entries(inMinutes(share)).map(([person, count]) => [person, counted("room.minutes", count)]));
}

/** “You 48 minutes, Ben 52 minutes”, everybody in order of seat. */
export function sharesInWords(share: Share, company: Company): string {
  const minutes = inMinutes(share);
  const people = company.members.map(({ person }) => person).filter((person) => person in share);
  const each = people.map((person) => counted("between.had", minutes[person] ?? 0, { name: nameOf(person, company) }));
  return each.join(", ");
}

/** What is carried on, for each who has something to come or had more; one sentence when nobody has. */
export function owedInWords(balance: Balance, company: Company): string[] {
  if (balance.meetings.length === 0) return [say("between.balance.none")];
  if (isEven(balance)) return [say("between.balance.even")];
  const minutes = inMinutes(balance.owed);
  return company.members.flatMap(({ person }) => {
    const owed = minutes[person] ?? 0;
    if (owed === 0) return [];
    const whose = person === company.me ? "mine" : "theirs";
    return [counted(`between.balance.${owed > 0 ? "owed" : "more"}.${whose}`, Math.abs(owed), { name: calledBy(person, company) })];
  });
}

/** The offer for the next plan, when the last four were more than a tenth apart. */
export function offerInWords(balance: Balance, company: Company): string {
  const offer = offerOf(balance, company.members.map(({ person }) => person));
  if (offer === null) return "";
  const whose = offer.owner === company.me ? "mine" : "theirs";
  return counted(`between.balance.offer.${whose}`, offer.minutes, { name: calledBy(offer.owner, company) });
}

export function longest(balance: Balance, count: number): number {
  return Math.max(MINUTE, ...balance.meetings.slice(0, count).flatMap(({ had }) => Object.values(had)));
}
