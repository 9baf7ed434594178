/** What the others let me read of their preparation for the next meeting. */
import { el } from "../../../web/page/dom.ts";
import { heads } from "../../../web/page/parts.ts";
import { say } from "../../../web/page/words.ts";
import { calledBy } from "../company.ts";
import type { Gathered } from "./gathered.ts";
import { type Given, LINES, WORDS, readGiven, readPreparation } from "./preparation.ts";
import { type Kept, recordsOf } from "./records.ts";

/** Since the last meeting, each one's newest; null when nobody gave anything. */
export function givenView(found: Gathered): HTMLElement | null {
  const { company, me } = found;
  const theirs = givenSince(found).filter(({ by }) => by !== me);
  if (theirs.length === 0) return null;
  return el("div", { class: "given-lines" }, ...theirs.map(({ by, value }) => el("div", {}, el("p", { class: "mark" }, heads("partner"), el("span", {}, calledBy(by, company))), linesOf(value))));
}

function givenSince({ ours, meetings }: Pick<Gathered, "ours" | "meetings">): Kept<Given>[] {
  const last = Math.max(0, ...meetings.map(({ ended_at }) => ended_at));
  const newest = new Map<string, Kept<Given>>();
  for (const one of recordsOf(ours, "prepared", readGiven)) {
    if (!newest.has(one.by) && Date.parse(one.at) > last) newest.set(one.by, one);
  }
  return [...newest.values()].filter(({ value }) => Object.keys(value).length > 0);
}

/** What I prepared for this meeting, as lines. */
export function mineSince({ mine, meetings, shared }: Pick<Gathered, "mine" | "meetings" | "shared">): Given | null {
  const last = Math.max(0, ...meetings.map(({ ended_at }) => ended_at));
  const found = recordsOf(mine, "preparation", readPreparation).find(({ about, at }) => about === shared && Date.parse(at) > last);
  return found === undefined ? null : readGiven(found.value);
}

export function linesOf(given: Given): HTMLElement {
  const rows = LINES.flatMap((line) => {
    const value = given[line];
    if (value === undefined) return [];
    const words = line === "topic" ? value : say(`${WORDS[line]}.${value}`);
    return [el("div", {}, el("dt", {}, say(`between.line.${line}`)), el("dd", { dir: "auto" }, words))];
  });
  return el("dl", { class: "facts" }, ...rows);
}
