/** Where a meeting stands, in the words of one of its two members. No DOM: values in, sentences out. */
import { language, say } from "../../web/page/words.ts";
import type { RingPicture } from "./ring.ts";
import type { Lead } from "./structure.ts";
import type { Mark, Stay, Turn, Where } from "./timeline.ts";

const MINUTE = 60_000;

export interface Partner {
  person: string;
  name: string;
}

/** Who looks, and with whom they meet. */
export interface Pair {
  me: string;
  partner: Partner;
}

export interface Sentence {
  mine: boolean | null;
  words: string;
  rests: boolean;
}

/** A count in words, in as many forms as the language has. */
export function counted(name: string, count: number, params: Record<string, string> = {}): string {
  const form = new Intl.PluralRules(language()).select(count);
  const known = `${name}.${form}`;
  const sentence = say(known, { ...params, count });
  return sentence === known ? say(`${name}.other`, { ...params, count }) : sentence;
}

export function nameOf(person: string, { me, partner }: Pair): string {
  return person === me ? say("room.you") : partner.name;
}

/** The large figure and the words under it: minutes, and seconds only in the last one. */
export function timeLeft(seen: Where, pair: Pair): { large: string; small: string } {
  if (seen.stage === "held") return { large: say("room.held"), small: say("room.clock_waits") };
  if (seen.here === null) return { large: say("room.time"), small: say("room.both_over") };
  const left = seen.owner === null ? seen.left.piece : seen.left.turn;
  const [unit, count] = left > MINUTE ? ["minutes", Math.ceil(left / MINUTE)] : ["seconds", Math.max(0, Math.ceil(left / 1000))];
  const small = counted(`room.left.${whose(seen.owner, pair)}.${unit}`, Number(count), { name: pair.partner.name });
  return { large: String(count), small };
}

function whose(owner: string | null, { me }: Pair): "mine" | "theirs" | "shared" {
  if (owner === null) return "shared";
  return owner === me ? "mine" : "theirs";
}

export function phasesOf(seen: Where, pair: Pair): { title: string; current: boolean }[] {
  const phases = [...new Set(seen.all.map((stretch) => stretch.phase))];
  return phases.map((phase) => ({
    title: phase.lead === "both" ? phase.title : nameOf(seen.turns[phase.lead].owner, pair),
    current: phase === seen.here?.phase,
  }));
}

/** Who does what just now, each with their head. */
export function rolesOf(seen: Where, pair: Pair): Sentence[] {
  const { here, owner } = seen;
  const { me, partner } = pair;
  if (here === null) return [];
  if (owner === null) return sharedRoles(seen, pair);
  return [me, partner.person].map((person) => {
    const part = person === owner ? "owner" : "other";
    const mine = person === me;
    const named = (mode: string): string => `room.role.${mode}.${part}.${mine ? "mine" : "theirs"}`;
    const words = say(named(here.step.mode), { name: partner.name });
    return { mine, words: words.startsWith("room.role.") ? say(named("talk"), { name: partner.name }) : words, rests: part === "other" };
  });
}

function sharedRoles({ dot, turns }: Where, pair: Pair): Sentence[] {
  const both = { mine: null, words: say("room.both"), rests: false };
  if (dot.on === "after") return [both];
  const next = dot.on === "before" ? turns.first.owner : turns.second.owner;
  const mine = next === pair.me;
  const key = `room.${dot.on === "before" ? "begins" : "follows"}.${mine ? "mine" : "theirs"}`;
  return [both, { mine, words: say(key, { name: pair.partner.name }), rests: true }];
}

/** The small italic words over the question, with the time of day until which this piece lasts. */
export function markOf(seen: Where, wallClock: number): string {
  if (seen.stage === "held") return say("room.somebody_held");
  if (seen.here === null) return say("room.thanks");
  const until = new Intl.DateTimeFormat(language(), { hour: "numeric", minute: "2-digit" }).format(wallClock + seen.left.piece);
  return say("room.until", { title: seen.here.step.title, time: until });
}

export function questionOf(seen: Where): string {
  if (seen.stage === "held") return say("room.take_time");
  if (seen.here === null) return say("room.anything_left");
  return seen.prompt ?? seen.here.step.title;
}

/** The small print under the buttons. */
export function noteOf(seen: Where, pair: Pair): string {
  if (seen.here === null) return say("room.stay_if_you_like");
  if (seen.stage === "held") {
    if (seen.owner === null) return say("room.kept.shared");
    return counted(`room.kept.${whose(seen.owner, pair)}`, Math.ceil(seen.left.turn / MINUTE), { name: pair.partner.name });
  }
  return seen.oneSided ? say("room.one_sided") : say("room.nothing_recorded");
}

/** What a mark says aloud. Marks only: no seconds, no counting. */
export function spoken(mark: Mark, seen: Where, pair: Pair): string {
  const stretch = seen.all[mark.place];
  const title = stretch?.step.title ?? "";
  if (mark.kind === "over" || stretch === undefined) return say("room.says.over");
  if (mark.kind === "step") return say("room.says.step", { title });
  if (mark.kind === "shared" || stretch.lead === "both") return say("room.says.shared", { title: stretch.phase.title });
  const owner = seen.turns[stretch.lead].owner;
  return say(`room.says.${mark.kind}.${whose(owner, pair)}`, { name: pair.partner.name });
}

/** The wish to stay longer, as each of the two reads it, and what it would mean for the turns. */
export function wishOf(wish: Stay, { seen, pair }: { seen: Where; pair: Pair }): { wish: string; meaning: string } {
  const mine = wish.by === pair.me;
  const lead = seen.all[wish.place]?.lead ?? "both";
  const meaning = lead === "both" ? "shared" : wish.alike ? "alike" : whose(seen.turns[lead].owner, pair);
  return {
    wish: counted(`room.wish.${mine ? "mine" : "theirs"}`, wish.minutes, { name: pair.partner.name }),
    meaning: say(`room.wish_means.${meaning}`, { name: pair.partner.name }),
  };
}

export function pictureOf(seen: Where, pair: Pair): RingPicture {
  const { turns, dot } = seen;
  const ticks = { first: ticksOf("first", seen), second: ticksOf("second", seen) };
  return { turns, dot, me: pair.me, ticks, label: ringInWords(seen, pair) };
}

function ticksOf(lead: Exclude<Lead, "both">, { all, turns }: Where): number[] {
  let sum = 0;
  const ends = all.filter((stretch) => stretch.lead === lead && stretch.to > stretch.from).map(({ from, to }) => {
    sum += to - from;
    return sum / turns[lead].planned;
  });
  return ends.slice(0, -1);
}

function ringInWords({ turns: { first, second }, oneSided }: Where, pair: Pair): string {
  const whole = (turn: Turn): number => Math.round(turn.planned / MINUTE);
  const sizes = oneSided
    ? say("room.ring.unequal", { first: whole(first), second: whole(second) })
    : counted("room.ring.equal", whole(first));
  return [sizes, turnInWords(first, "above", pair), turnInWords(second, "below", pair)].join(" ");
}

function turnInWords(turn: Turn, place: "above" | "below", pair: Pair): string {
  const key = `room.ring.${whose(turn.owner, pair)}`;
  const params = { name: pair.partner.name, place: say(`room.ring.${place}`) };
  if (turn.over) return say(`${key}.over`, params);
  const minutes = Math.floor(turn.had / MINUTE);
  if (minutes === 0) return say(`${key}.${turn.had === 0 ? "waits" : "begins"}`, params);
  return counted(`${key}.in`, minutes, params);
}
