/**
 * What helps while somebody has the turn: asking before advice, holding a silence, how much stretch its owner wants, a
 * word to stop by, going on beyond one's turn on borrowed time, and giving back what is owed. Pure.
 */
import type { Refusal } from "./moves.ts";
import type { Meeting, Stretch, Where } from "./timeline.ts";

const MINUTE = 60_000;
/** So long a silence is held at most, unless somebody ends it. */
export const SILENCE = MINUTE;
/** So long after a turn somebody may still say that its owner is speaking. */
const JUST_NOW = 3 * MINUTE;
export const LEVELS = ["gentle", "steady", "strong"] as const;
export type Level = (typeof LEVELS)[number];
export const MOST_GIVEN_BACK = 30;

/** Somebody would like to suggest something to the owner of the turn. */
export interface Suggestion {
  by: string;
  place: number;
  answer: "yes" | "not_now" | null;
}

/** What is owed from before, offered for this meeting. It counts when all others have said yes. */
export interface GivingBack {
  owner: string;
  minutes: number;
  by: string;
  yes: readonly string[];
  answer: "agreed" | "declined" | null;
}

export interface Aids {
  suggestion: Suggestion | null;
  silence: { by: string; place: number; clock: number } | null;
  /** What each wants in their turn, by person. */
  levels: Readonly<Record<string, Level>>;
  back: GivingBack | null;
}

export const NO_AIDS: Aids = { suggestion: null, silence: null, levels: {}, back: null };

export type AidCommand =
  | { do: "may_i"; place: number }
  | { do: "hear_it"; place: number; yes: boolean }
  | { do: "silence"; place: number }
  | { do: "break_silence" }
  | { do: "level"; level: Level | null }
  | { do: "stop_word" }
  | { do: "still_speaking"; place: number }
  | { do: "give_back"; yes: boolean };

const AIDS = new Set(["may_i", "hear_it", "silence", "break_silence", "level", "stop_word", "still_speaking", "give_back"]);

export function isAid(command: { do: string }): command is AidCommand {
  return AIDS.has(command.do);
}

export interface Asked {
  state: Meeting;
  command: AidCommand;
  by: string;
  /** Server ms. */
  now: number;
  seen: Where;
}

export function aidsOf({ aids }: Pick<Meeting, "aids">): Aids {
  return aids ?? NO_AIDS;
}

export function aid(asked: Asked): Partial<Meeting> | Refusal {
  const { state, command, by, seen } = asked;
  const aids = aidsOf(state);
  if (command.do === "level") return { aids: { ...aids, levels: levelled(aids, { by, level: command.level }) } };
  if (command.do === "give_back") return giveBack(asked, aids);
  if (seen.here === null) return { refused: "over" };
  if (command.do === "break_silence") return { aids: { ...aids, silence: null } };
  if (command.do === "stop_word") return stop(asked);
  if (command.place !== seen.here.place) return { refused: "moved_on" };
  if (seen.stage !== "going") return { refused: "held" };
  if (command.do === "still_speaking") return stillSpeaking(asked, seen.here);
  if (command.do === "silence") return { aids: { ...aids, silence: { by, place: command.place, clock: seen.clock } } };
  return command.do === "may_i" ? mayI(asked, aids) : hearIt(asked, aids);
}

/** Null: not said. */
function levelled({ levels }: Aids, { by, level }: { by: string; level: Level | null }): Aids["levels"] {
  const { [by]: _, ...others } = levels;
  return level === null ? others : { ...others, [by]: level };
}

/** Ask before advice. Once in each part, so that a “not now” is an answer. */
function mayI({ by, seen, command }: Asked, aids: Aids): Partial<Meeting> | Refusal {
  const place = seen.here?.place ?? 0;
  if (seen.owner === null || command.do !== "may_i") return { refused: "nobodys_turn" };
  if (seen.owner === by) return { refused: "own_turn" };
  if (aids.suggestion?.place === place) return { refused: "asked_here" };
  return { aids: { ...aids, suggestion: { by, place, answer: null } } };
}

function hearIt({ by, seen, command }: Asked, aids: Aids): Partial<Meeting> | Refusal {
  const { suggestion } = aids;
  if (suggestion === null || suggestion.answer !== null || suggestion.place !== seen.here?.place) return { refused: "no_wish" };
  if (seen.owner !== by) return { refused: "not_your_turn" };
  return { aids: { ...aids, suggestion: { ...suggestion, answer: command.do === "hear_it" && command.yes ? "yes" : "not_now" } } };
}

/** The word was said: the clock rests at once, whatever else was going on. */
function stop({ state, by, now, seen }: Asked): Partial<Meeting> {
  const pauses = state.pauses.map((pause) => (pause.to === null ? { ...pause, to: Math.max(now, pause.from) } : pause));
  const aids = { ...aidsOf(state), silence: null };
  return { aids, pauses: [...(seen.stage === "held" ? pauses : state.pauses), { by, from: now, to: null, word: true }] };
}

/**
 * Somebody speaks on although their turn is over: the clock of the next waits, and what they have beyond their turn is
 * borrowed from the others. It counts from the end of the turn, so nobody has to be quick.
 */
function stillSpeaking({ state, by, now, seen }: Asked, here: Stretch): Partial<Meeting> | Refusal {
  const before = justOver({ seen, here });
  if (before === null) return { refused: "moved_on" };
  const earliest = Math.max(state.startedAt, ...state.pauses.map(({ to }) => to ?? now));
  const from = Math.max(earliest, now - (seen.clock - before.end));
  return { pauses: [...state.pauses, { by, from, to: null, over: before.owner }] };
}

/** Whose turn has just ended, while another's, or shared time, is beginning. */
export function justOver({ seen, here }: { seen: Where; here: Stretch }): { owner: string; end: number } | null {
  const before = seen.all.slice(0, here.place).findLast(({ owner, from, to }) => owner !== null && to > from);
  if (before === undefined || before.owner === null || before.owner === here.owner) return null;
  const skipped = seen.all.slice(before.place + 1, here.place).some(({ owner, from, to }) => owner !== null && to > from);
  return skipped || seen.clock - before.to > JUST_NOW ? null : { owner: before.owner, end: before.to };
}

/** What is owed from before is offered by whoever begins; it needs the yes of everybody else. */
function giveBack({ state, by, command }: Asked, aids: Aids): Partial<Meeting> | Refusal {
  const { back } = aids;
  if (back === null || back.answer !== null || command.do !== "give_back") return { refused: "no_wish" };
  if (!command.yes) return { aids: { ...aids, back: { ...back, answer: "declined" } } };
  if (by === back.by) return { refused: "own_wish" };
  const yes = [...new Set([...back.yes, by])];
  const others = state.members.filter((member) => member !== back.by && !state.away.includes(member));
  return { aids: { ...aids, back: { ...back, yes, answer: others.every((one) => yes.includes(one)) ? "agreed" : null } } };
}

/** What is given back makes a turn longer, at its longest piece. */
export function withGivenBack(minutes: number[], { state, slots }: { state: Meeting; slots: readonly Pick<Stretch, "owner" | "minutes">[] }): number[] {
  const { back } = aidsOf(state);
  if (back?.answer !== "agreed") return minutes;
  const mine = slots.flatMap((slot, place) => (slot.owner === back.owner ? [{ place, minutes: slot.minutes }] : []));
  const [longest] = mine.toSorted((one, other) => other.minutes - one.minutes);
  return minutes.map((each, place) => (place === longest?.place ? each + back.minutes : each));
}

/** The silence that is being held now. */
export function silenceNow(state: Meeting, seen: Where): { by: string; left: number } | null {
  const { silence } = aidsOf(state);
  if (silence === null || seen.stage !== "going" || silence.place !== seen.here?.place) return null;
  const left = silence.clock + SILENCE - seen.clock;
  return left > 0 ? { by: silence.by, left } : null;
}

/** Who speaks on beyond their turn just now. */
export function overNow(state: Meeting): string | null {
  const last = state.pauses.at(-1);
  return state.ended === null && last !== undefined && last.to === null ? (last.over ?? null) : null;
}

/** What each has had beyond their turns, in ms, until a server time. */
export function borrowed(state: Meeting, now: number): Record<string, number> {
  const until = Math.min(now, state.ended?.at ?? now);
  const found: Record<string, number> = {};
  for (const { over, from, to } of state.pauses) {
    if (over !== undefined) found[over] = (found[over] ?? 0) + Math.max(0, Math.min(to ?? until, until) - from);
  }
  return found;
}
