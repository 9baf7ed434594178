/**
 * One meeting as a small document, and where it stands at a given moment. Pure: no DOM, no crypto, no clock.
 * Times called "at server ms" are the server's; times called "clock" are milliseconds played, without pauses.
 * Nothing moves a meeting on but time, so two screens with the same document and clock show the same.
 */
import { type Aids, borrowed, overNow, withGivenBack } from "./aids.ts";
import { type Change, type Slot, counterparts, slotsOf } from "./seats.ts";
import type { Structure } from "./structure.ts";

const MINUTE = 60_000;

/** A hold. `from` and `to` at server ms; `to` is null while it lasts. */
export interface Pause {
  by: string;
  from: number;
  to: number | null;
  /** Somebody spoke on beyond their turn: this time was theirs, on loan. */
  over?: string;
  /** The word to stop by was said. */
  word?: boolean;
}

/** A wish to stay longer with the piece at `place`, so that the next turn waits. It counts when all others here have agreed. */
export interface Stay {
  by: string;
  clock: number;
  place: number;
  minutes: number;
  /** The other turns grow by the same. False only when one of them is over: then one-sided, by agreement. */
  alike: boolean;
  answer: "agreed" | "declined" | null;
  /** Who has agreed so far. */
  yes: readonly string[];
}

/** A piece, or with `turn` the rest of a turn, left before its time. */
export interface Move {
  by: string;
  clock: number;
  place: number;
  turn: boolean;
}

/** Somebody has come into the room; `clock` as they came. */
export interface Arrival {
  who: string;
  clock: number;
}

export interface Meeting {
  v: 1;
  structure: string;
  /** The plan itself, where it is the members' own. */
  plan?: Structure;
  /** In order of seat: everybody's turn follows the turn of the one before. */
  members: readonly string[];
  /** Who has the first turn. */
  first: string;
  /** Who was not there when it began: no turn was planned for them. */
  away: readonly string[];
  came: readonly Arrival[];
  changes: readonly Change[];
  /** Random and known to the members only; what is written afterwards gets its places from it. */
  seed: string;
  startedAt: number;
  /** At server ms: no later command counts as earlier than this, however two clocks differ. */
  touchedAt: number;
  pauses: readonly Pause[];
  stays: readonly Stay[];
  moves: readonly Move[];
  /** The question on the table. */
  card: { place: number; index: number; words?: string } | null;
  ended: { by: string; at: number } | null;
  aids?: Aids;
}

/** A piece with its time on the clock, and the milliseconds planned for it. */
export interface Stretch extends Slot {
  place: number;
  planned: number;
  from: number;
  to: number;
}

/** A turn so far, in milliseconds. `over` with less had than planned: its owner let the rest go. */
export interface Turn {
  owner: string;
  had: number;
  planned: number;
  /** Of what was had, what went beyond the turn. */
  borrowed: number;
  over: boolean;
}

export interface Mark {
  kind: "turn" | "half" | "minute" | "step" | "shared" | "over";
  clock: number;
  place: number;
}

export interface Where {
  stage: "going" | "held" | "over" | "ended";
  clock: number;
  /** The piece we are in; null when all are played. */
  here: Stretch | null;
  owner: string | null;
  left: { piece: number; turn: number; all: number };
  /** In the order in which they come. */
  turns: Turn[];
  /** Where the dot walks: under the arc of a turn, or in the gap before that arc; the last gap is after all of them. */
  dot: { on: "turn" | "gap"; index: number; fraction: number };
  /** Who has a turn and has not come. */
  missing: string[];
  /** Who has not come, with a turn or without. */
  absent: string[];
  prompt: string | null;
  card: number;
  /** Who goes on beyond their turn, while the next one waits. */
  speaksOn: string | null;
  /** It rests because the word to stop by was said. */
  isStopped: boolean;
  asked: Stay | null;
  next: Mark | null;
  oneSided: boolean;
  all: Stretch[];
}

/** Milliseconds played at a server time: what has passed, less the pauses. Never falls as `now` grows. */
export function clockAt(state: Meeting, now: number): number {
  const until = Math.min(now, state.ended?.at ?? now);
  let clock = Math.max(0, until - state.startedAt);
  for (const pause of state.pauses) {
    clock -= Math.max(0, Math.min(pause.to ?? until, until) - pause.from);
  }
  return Math.max(0, clock);
}

export function heldNow(state: Meeting): boolean {
  return state.ended === null && state.pauses.at(-1)?.to === null;
}

/** What all have planned for each piece: the structure, and what they agreed to add. */
function planned(state: Meeting, slots: readonly Slot[]): number[] {
  const minutes = slots.map((each) => each.minutes);
  for (const stay of state.stays) {
    if (stay.answer !== "agreed") continue;
    for (const place of [stay.place, ...(stay.alike ? counterparts(slots, stay.place) : [])]) {
      if (minutes[place] !== undefined) minutes[place] += stay.minutes;
    }
  }
  return withGivenBack(minutes, { state, slots }).map((each) => each * MINUTE);
}

/** Every piece with its times. Leaving a piece of a turn gives its rest to the next one; the turn keeps its end. */
export function stretches(state: Meeting, structure: Structure): Stretch[] {
  const slots = slotsOf(state, structure);
  const lengths = planned(state, slots);
  const found: Stretch[] = [];
  let from = 0;
  let end = 0;
  slots.forEach((slot, place) => {
    const length = lengths[place] ?? 0;
    end = (found.at(-1)?.run === slot.run ? end : from) + length;
    let to = end;
    for (const move of state.moves) {
      const left = move.turn ? slots[move.place]?.run === slot.run : move.place === place;
      if (left) to = Math.min(to, move.clock);
    }
    to = Math.max(from, to);
    found.push({ ...slot, place, planned: length, from, to });
    from = to;
  });
  return found;
}

export function where({ state, structure, now }: { state: Meeting; structure: Structure; now: number }): Where {
  const clock = clockAt(state, now);
  const all = stretches(state, structure);
  const here = all.find((stretch) => clock < stretch.to) ?? null;
  const owners = [...new Set(all.map(({ owner }) => owner))].filter((owner) => owner !== null);
  const over = borrowed(state, now);
  const turns = owners.map((owner) => turn(owner, { all, clock, over: over[owner] ?? 0 }));
  const run = all.filter((stretch) => stretch.run === here?.run);
  const card = here !== null && state.card?.place === here.place ? state.card.index : 0;
  const prompts = here?.step.prompts ?? [];
  return {
    stage: state.ended ? "ended" : here === null ? "over" : heldNow(state) ? "held" : "going",
    clock,
    here,
    owner: here?.owner ?? null,
    left: {
      piece: here === null ? 0 : here.to - clock,
      turn: here === null || here.owner === null ? 0 : (run.at(-1)?.to ?? clock) - clock,
      all: Math.max(0, (all.at(-1)?.to ?? 0) - clock),
    },
    turns,
    dot: dot({ all, here, clock, turns }),
    missing: turns.filter((each) => !hasCome(state, each.owner)).map(({ owner }) => owner),
    absent: state.members.filter((member) => !hasCome(state, member)),
    prompt: wordsOn(state, here) ?? (prompts.length ? (prompts[card % prompts.length] ?? null) : null),
    card,
    speaksOn: overNow(state),
    isStopped: heldNow(state) && state.pauses.at(-1)?.word === true,
    asked: here === null ? null : openStay(state, here.place),
    next: state.ended ? null : (marks(all).find((mark) => mark.clock > clock) ?? null),
    oneSided: turns.some((each) => each.planned !== turns[0]?.planned),
    all,
  };
}

/** A question somebody brought along. */
function wordsOn({ card }: Meeting, here: Stretch | null): string | null {
  return card !== null && card.place === here?.place ? (card.words ?? null) : null;
}

export function hasCome(state: Meeting, person: string): boolean {
  return state.came.some(({ who }) => who === person);
}

/** The wish that waits for an answer; with its piece it lapses. */
function openStay(state: Meeting, place: number): Stay | null {
  const last = state.stays.at(-1);
  return last !== undefined && last.answer === null && last.place === place ? last : null;
}

interface Seen {
  all: Stretch[];
  clock: number;
}

function turn(owner: string, { all, clock, over }: Seen & { over: number }): Turn {
  const mine = all.filter((stretch) => stretch.owner === owner);
  return {
    owner,
    had: over + mine.reduce((sum, stretch) => sum + Math.max(0, Math.min(clock, stretch.to) - stretch.from), 0),
    borrowed: over,
    planned: mine.reduce((sum, stretch) => sum + stretch.planned, 0),
    over: mine.every((stretch) => stretch.to <= clock),
  };
}

function dot({ all, here, clock, turns }: Seen & Pick<Where, "here" | "turns">): Where["dot"] {
  const at = (owner: string | null | undefined): number => turns.findIndex((each) => each.owner === owner);
  if (here === null) return { on: "gap", index: turns.length, fraction: 1 };
  const mine = turns[at(here.owner)];
  if (mine !== undefined) return { on: "turn", index: at(here.owner), fraction: share(mine.had, mine.planned) };
  const before = all.slice(0, here.place).findLast(({ owner }) => owner !== null);
  const gap = all.filter((stretch) => stretch.owner === null && sameGap({ all, here, stretch }));
  const from = gap[0]?.from ?? here.from;
  return { on: "gap", index: at(before?.owner) + 1, fraction: share(clock - from, (gap.at(-1)?.to ?? here.to) - from) };
}

/** Shared pieces side by side lie in the same gap of the ring. */
function sameGap({ all, here, stretch }: { all: Stretch[]; here: Stretch; stretch: Stretch }): boolean {
  const [low, high] = here.place < stretch.place ? [here.place, stretch.place] : [stretch.place, here.place];
  return all.slice(low, high + 1).every((between) => between.owner === null);
}

function share(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.min(1, Math.max(0, part / whole));
}

/** The moments worth saying aloud, in order. */
export function marks(all: readonly Stretch[]): Mark[] {
  const found: Mark[] = [];
  for (const { place, owner, run, from, to } of all) {
    if (to <= from) continue;
    const begins = all[place - 1]?.run !== run;
    found.push({ kind: owner === null ? "shared" : begins ? "turn" : "step", clock: from, place });
    if (owner === null || !begins) continue;
    const end = all.findLast((stretch) => stretch.run === run)?.to ?? to;
    const half = (from + end) / 2;
    const last = end - MINUTE;
    const at = (clock: number): number => all.find((stretch) => clock < stretch.to)?.place ?? place;
    if (end - from >= 4 * MINUTE) found.push({ kind: "half", clock: half, place: at(half) });
    if (end - from >= 2 * MINUTE) found.push({ kind: "minute", clock: last, place: at(last) });
  }
  const over = all.at(-1);
  if (over) found.push({ kind: "over", clock: over.to, place: over.place });
  return found.sort((a, b) => a.clock - b.clock);
}
