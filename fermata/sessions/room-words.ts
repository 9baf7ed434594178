/** Where a meeting stands, in the words of one of its members. No DOM: values in, sentences out. */
import { language, listed, say } from "../../web/page/words.ts";
import { type Company, among, calledBy, counted, keyAmong, nameOf, othersByName } from "./company.ts";
import { turnLengths } from "./between/plans.ts";
import type { RingPicture } from "./ring.ts";
import type { Structure } from "./structure.ts";
import { type Mark, type Stay, type Turn, type Where } from "./timeline.ts";

const MINUTE = 60_000;

export interface Sentence {
  /** Whose head stands before it; null for everybody's. */
  mine: boolean | null;
  words: string;
  rests: boolean;
}

/** The large figure and the words under it: minutes, and seconds only in the last one. */
export function timeLeft(seen: Where, company: Company): { large: string; small: string } {
  if (seen.stage === "held" && seen.speaksOn !== null) return onLoan(seen, seen.speaksOn, company);
  if (seen.stage === "held") return { large: say("room.held"), small: say("room.clock_waits") };
  if (seen.here === null) return { large: say("room.time"), small: among("room.both_over", company) };
  const left = seen.owner === null ? seen.left.piece : seen.left.turn;
  const [unit, count] = left > MINUTE ? ["minutes", Math.ceil(left / MINUTE)] : ["seconds", Math.max(0, Math.ceil(left / 1000))];
  const key = `room.left.${whose(seen.owner, company)}.${unit}`;
  const small = counted(seen.owner === null ? keyAmong(key, company) : key, Number(count), { name: calledBy(seen.owner ?? "", company) });
  return { large: String(count), small };
}

/** Beyond a turn: how much is borrowed, and from whom. */
function onLoan({ turns, owner }: Where, person: string, company: Company): { large: string; small: string } {
  const minutes = Math.floor((turns.find((turn) => turn.owner === person)?.borrowed ?? 0) / MINUTE);
  const from = owner === null ? othersOf(person, company) : owner === company.me ? say("room.from_you") : calledBy(owner, company);
  return { large: `+${minutes}`, small: counted("room.borrowed", minutes, { name: from }) };
}

function othersOf(person: string, company: Company): string {
  return listed(company.members.filter((one) => one.person !== person).map((one) => (one.person === company.me ? say("room.from_you") : calledBy(one.person, company))));
}

function whose(owner: string | null, { me }: Company): "mine" | "theirs" | "shared" {
  if (owner === null) return "shared";
  return owner === me ? "mine" : "theirs";
}

/** The parts of the meeting, by name; what fell away is not one of them. */
export function phasesOf(seen: Where, company: Company): { title: string; current: boolean }[] {
  const found: { title: string; current: boolean; part: unknown }[] = [];
  for (const { phase, owner, planned, run, place } of seen.all) {
    if (planned === 0) continue;
    const [current, part, before] = [place === seen.here?.place, owner === null ? phase : run, found.at(-1)];
    if (before?.part === part) before.current ||= current;
    else found.push({ title: owner === null ? phase.title : nameOf(owner, company), current, part });
  }
  return found.map(({ title, current }) => ({ title, current }));
}

/** Who does what just now, each with their head. */
export function rolesOf(seen: Where, company: Company): Sentence[] {
  const { here, owner } = seen;
  if (here === null) return [];
  if (seen.speaksOn !== null) return [speaksOn(seen.speaksOn, company)];
  if (owner === null) return sharedRoles(seen, company);
  const inOrder = [...company.members].sort((one, other) => Number(other.person === company.me) - Number(one.person === company.me));
  return inOrder.map(({ person }) => {
    const name = calledBy(person, company);
    const part = person === owner ? "owner" : "other";
    const mine = person === company.me;
    if (seen.absent.includes(person)) return { mine, words: say("room.role.away", { name }), rests: true };
    const named = (mode: string): string => `room.role.${mode}.${part}.${mine ? "mine" : "theirs"}`;
    const words = say(named(here.step.mode), { name });
    return { mine, words: words.startsWith("room.role.") ? say(named("talk"), { name }) : words, rests: part === "other" };
  });
}

function speaksOn(person: string, company: Company): Sentence {
  const mine = person === company.me;
  return { mine, words: say(mine ? "room.you_speak_on" : "room.they_speak_on", { name: calledBy(person, company) }), rests: false };
}

function sharedRoles({ dot, turns }: Where, company: Company): Sentence[] {
  const all = { mine: null, words: among("room.both", company), rests: false };
  const next = turns[dot.index]?.owner;
  if (next === undefined) return [all];
  const mine = next === company.me;
  const key = `room.${dot.index === 0 ? "begins" : "follows"}.${mine ? "mine" : "theirs"}`;
  return [all, { mine, words: say(key, { name: calledBy(next, company) }), rests: true }];
}

/** How long each turn of a plan is, for who chooses it. */
export function turnsInWords(structure: Structure): string {
  const [each = 0, second = each, ...more] = turnLengths(structure);
  if (each !== second) return say("room.turns_differ", { first: each, second });
  return counted("room.turns", each, { turns: say(`room.turns_of.${2 + more.length}`) });
}

/** The small italic words over the question, with the time of day until which this piece lasts. */
export function markOf(seen: Where, wallClock: number): string {
  if (seen.stage === "held") return say(seen.speaksOn === null ? (seen.isStopped ? "room.somebody_stopped" : "room.somebody_held") : "room.on_loan");
  if (seen.here === null) return say("room.thanks");
  const until = new Intl.DateTimeFormat(language(), { hour: "numeric", minute: "2-digit" }).format(wallClock + seen.left.piece);
  return say("room.until", { title: seen.here.step.title, time: until });
}

export function questionOf(seen: Where): string {
  if (seen.stage === "held" && seen.isStopped) return say("room.stopped_means");
  if (seen.stage === "held" && seen.speaksOn === null) return say("room.take_time");
  if (seen.here === null) return say("room.anything_left");
  return seen.prompt ?? seen.here.step.title;
}

/** The small print under the buttons. */
export function noteOf(seen: Where, company: Company): string {
  if (seen.here === null) return say("room.stay_if_you_like");
  if (seen.stage === "held") {
    if (seen.owner === null) return among("room.kept.shared", company);
    const key = `room.kept.${whose(seen.owner, company)}`;
    return counted(key, Math.ceil(seen.left.turn / MINUTE), { name: calledBy(seen.owner, company) });
  }
  return seen.oneSided ? say("room.one_sided") : among("room.nothing_recorded", company);
}

/** What a mark says aloud. Marks only: no seconds, no counting. */
export function spoken(mark: Mark, seen: Where, company: Company): string {
  const stretch = seen.all[mark.place];
  const title = stretch?.step.title ?? "";
  if (mark.kind === "over" || stretch === undefined) return say("room.says.over");
  if (mark.kind === "step") return say("room.says.step", { title });
  if (mark.kind === "shared" || stretch.owner === null) return among("room.says.shared", company, { title: stretch.phase.title });
  return say(`room.says.${mark.kind}.${whose(stretch.owner, company)}`, { name: calledBy(stretch.owner, company) });
}

/** The wish to stay longer, as each of them reads it, and what it would mean for the turns. */
export function wishOf(wish: Stay, { seen, company }: { seen: Where; company: Company }): { wish: string; meaning: string } {
  const mine = wish.by === company.me;
  const owner = seen.all[wish.place]?.owner ?? null;
  const meaning = owner === null ? "shared" : wish.alike ? "alike" : whose(owner, company);
  const name = owner === null ? "" : owner === company.me ? othersByName(company) : calledBy(owner, company);
  const yes = wish.yes.length > 0 ? ` ${say("room.wish.yes", { name: listed(wish.yes.map((one) => nameOf(one, company))) })}` : "";
  return {
    wish: counted(`room.wish.${mine ? "mine" : "theirs"}`, wish.minutes, { name: calledBy(wish.by, company) }),
    meaning: among(`room.wish_means.${meaning}`, company, { name }) + yes,
  };
}

export function pictureOf(seen: Where, company: Company): RingPicture {
  const { turns, dot } = seen;
  return { turns, dot, me: company.me, ticks: turns.map((each) => ticksOf(each, seen)), label: ringInWords(seen, company) };
}

function ticksOf({ owner, planned }: Turn, { all }: Where): number[] {
  let sum = 0;
  const ends = all.filter((stretch) => stretch.owner === owner && stretch.to > stretch.from).map(({ from, to }) => {
    sum += to - from;
    return sum / planned;
  });
  return ends.slice(0, -1);
}

function ringInWords({ turns, oneSided }: Where, company: Company): string {
  const minutes = turns.map((each) => Math.round(each.planned / MINUTE));
  const sizes = oneSided
    ? say("room.ring.unequal", { minutes: listed(minutes.map(String)) })
    : counted(`room.ring.equal.${turns.length}`, minutes[0] ?? 0);
  return [sizes, ...turns.map((each, index) => turnInWords(each, `${turns.length}.${index}`, company))].join(" ");
}

function turnInWords(turn: Turn, place: string, company: Company): string {
  const key = `room.ring.${whose(turn.owner, company)}`;
  const params = { name: calledBy(turn.owner, company), place: say(`room.ring.place.${place}`) };
  if (turn.over) return say(`${key}.over`, params);
  const minutes = Math.floor(turn.had / MINUTE);
  if (minutes === 0) return say(`${key}.${turn.had === 0 ? "waits" : "begins"}`, params);
  return counted(`${key}.in`, minutes, params);
}
