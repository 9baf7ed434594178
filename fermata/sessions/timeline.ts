/**
 * One meeting as a small document, and where it stands at a given moment. Pure: no DOM, no crypto, no clock.
 * Times called "at server ms" are the server's; times called "clock" are milliseconds played, without pauses.
 * Nothing moves a meeting on but time, so two screens with the same document and clock show the same.
 */
import { type Lead, type Piece, type Structure, piecesOf } from "./structure.ts";

const MINUTE = 60_000;

/** A hold. `from` and `to` at server ms; `to` is null while it lasts. */
export interface Pause {
  by: string;
  from: number;
  to: number | null;
}

/** A wish to stay longer with the piece at `place`. It counts when the other has agreed. */
export interface Stay {
  by: string;
  clock: number;
  place: number;
  minutes: number;
  /** The partner's turn grows by the same. False only when that turn is over: then one-sided, by agreement. */
  alike: boolean;
  answer: "agreed" | "declined" | null;
}

/** A piece, or with `turn` the rest of a turn, left before its time. */
export interface Move {
  by: string;
  clock: number;
  place: number;
  turn: boolean;
}

export interface Meeting {
  v: 1;
  structure: string;
  members: readonly [string, string];
  /** Who has the first turn. */
  first: string;
  /** Random and known to the two only; what is written afterwards gets its places from it. */
  seed: string;
  startedAt: number;
  /** At server ms: no later command counts as earlier than this, however two clocks differ. */
  touchedAt: number;
  pauses: readonly Pause[];
  stays: readonly Stay[];
  moves: readonly Move[];
  /** The question on the table. */
  card: { place: number; index: number } | null;
  ended: { by: string; at: number } | null;
}

/** A piece with its time on the clock, and the milliseconds planned for it. */
export interface Stretch extends Piece {
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
  turns: { first: Turn; second: Turn };
  /** Where the dot walks: under an arc, or in a gap of the ring. */
  dot: { on: "first" | "second" | "before" | "between" | "after"; fraction: number };
  prompt: string | null;
  card: number;
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

/** The piece of the partner's turn that answers to this one, by its order within the turns; null for shared pieces. */
export function counterpart(pieces: readonly Piece[], place: number): number | null {
  const lead = pieces[place]?.lead;
  if (lead === undefined || lead === "both") return null;
  const order = pieces.slice(0, place).filter((piece) => piece.lead === lead).length;
  const theirs = pieces.flatMap((piece, index) => (piece.lead !== lead && piece.lead !== "both" ? [index] : []));
  return theirs[Math.min(order, theirs.length - 1)] ?? null;
}

/** What both have planned for each piece: the structure, and what they agreed to add. */
function planned(state: Meeting, pieces: readonly Piece[]): number[] {
  const minutes = pieces.map((piece) => piece.step.minutes);
  for (const stay of state.stays) {
    if (stay.answer !== "agreed") continue;
    for (const place of [stay.place, stay.alike ? counterpart(pieces, stay.place) : null]) {
      if (place !== null && minutes[place] !== undefined) minutes[place] += stay.minutes;
    }
  }
  return minutes.map((each) => each * MINUTE);
}

/** Every piece with its times. Leaving a piece of a turn gives its rest to the next one; the turn keeps its end. */
export function stretches(state: Meeting, structure: Structure): Stretch[] {
  const pieces = piecesOf(structure);
  const lengths = planned(state, pieces);
  const found: Stretch[] = [];
  let from = 0;
  let end = 0;
  pieces.forEach((piece, place) => {
    const length = lengths[place] ?? 0;
    end = (found.at(-1)?.run === piece.run ? end : from) + length;
    let to = end;
    for (const move of state.moves) {
      const left = move.turn ? pieces[move.place]?.run === piece.run : move.place === place;
      if (left) to = Math.min(to, move.clock);
    }
    to = Math.max(from, to);
    found.push({ ...piece, place, planned: length, from, to });
    from = to;
  });
  return found;
}

export function where({ state, structure, now }: { state: Meeting; structure: Structure; now: number }): Where {
  const clock = clockAt(state, now);
  const all = stretches(state, structure);
  const here = all.find((stretch) => clock < stretch.to) ?? null;
  const turns = { first: turn("first", { state, all, clock }), second: turn("second", { state, all, clock }) };
  const run = all.filter((stretch) => stretch.run === here?.run);
  const card = here !== null && state.card?.place === here.place ? state.card.index : 0;
  const prompts = here?.step.prompts ?? [];
  return {
    stage: state.ended ? "ended" : here === null ? "over" : heldNow(state) ? "held" : "going",
    clock,
    here,
    owner: here === null || here.lead === "both" ? null : turns[here.lead].owner,
    left: {
      piece: here === null ? 0 : here.to - clock,
      turn: here === null || here.lead === "both" ? 0 : (run.at(-1)?.to ?? clock) - clock,
      all: Math.max(0, (all.at(-1)?.to ?? 0) - clock),
    },
    turns,
    dot: dot({ all, here, clock, turns }),
    prompt: prompts.length ? (prompts[card % prompts.length] ?? null) : null,
    card,
    asked: here === null ? null : openStay(state, here.place),
    next: state.ended ? null : (marks(all).find((mark) => mark.clock > clock) ?? null),
    oneSided: turns.first.planned !== turns.second.planned,
    all,
  };
}

/** The wish that waits for an answer; with its piece it lapses. */
export function openStay(state: Meeting, place: number): Stay | null {
  const last = state.stays.at(-1);
  return last !== undefined && last.answer === null && last.place === place ? last : null;
}

interface Seen {
  state: Meeting;
  all: Stretch[];
  clock: number;
}

function turn(lead: "first" | "second", { state, all, clock }: Seen): Turn {
  const mine = all.filter((stretch) => stretch.lead === lead);
  const other = state.members.find((member) => member !== state.first) ?? state.first;
  return {
    owner: lead === "first" ? state.first : other,
    had: mine.reduce((sum, stretch) => sum + Math.max(0, Math.min(clock, stretch.to) - stretch.from), 0),
    planned: mine.reduce((sum, stretch) => sum + stretch.planned, 0),
    over: mine.every((stretch) => stretch.to <= clock),
  };
}

function dot({ all, here, clock, turns }: Omit<Seen, "state"> & Pick<Where, "here" | "turns">): Where["dot"] {
  if (here === null) return { on: "after", fraction: 1 };
  if (here.lead !== "both") return { on: here.lead, fraction: share(turns[here.lead].had, turns[here.lead].planned) };
  const nearest = (from: Stretch[]): Lead | undefined => from.find((stretch) => stretch.lead !== "both")?.lead;
  const before = nearest(all.slice(0, here.place).reverse());
  const after = nearest(all.slice(here.place));
  const on = before === undefined ? "before" : after === undefined ? "after" : "between";
  const gap = all.filter((stretch) => stretch.lead === "both" && sameGap({ all, here, stretch }));
  const from = gap[0]?.from ?? here.from;
  return { on, fraction: share(clock - from, (gap.at(-1)?.to ?? here.to) - from) };
}

/** Shared pieces side by side lie in the same gap of the ring. */
function sameGap({ all, here, stretch }: { all: Stretch[]; here: Stretch; stretch: Stretch }): boolean {
  const [low, high] = here.place < stretch.place ? [here.place, stretch.place] : [stretch.place, here.place];
  return all.slice(low, high + 1).every((between) => between.lead === "both");
}

function share(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.min(1, Math.max(0, part / whole));
}

/** The moments worth saying aloud, in order. */
export function marks(all: readonly Stretch[]): Mark[] {
  const found: Mark[] = [];
  for (const { place, lead, run, from, to } of all) {
    if (to <= from) continue;
    const begins = all[place - 1]?.run !== run;
    found.push({ kind: lead === "both" ? "shared" : begins ? "turn" : "step", clock: from, place });
    if (lead === "both" || !begins) continue;
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
