/**
 * Whose turn is when: members in order of seat, beginning with whoever has the first turn. Who was not there when the
 * meeting began has no turn; who had not come is left out for now; who comes later has as much as the others, at the end.
 */
import { forSize } from "./scaling.ts";
import { type Piece, type Structure, piecesOf } from "./structure.ts";
import type { Meeting } from "./timeline.ts";

/** A piece with its owner; null when it is everybody's. */
export interface Slot extends Piece {
  owner: string | null;
  /** Pieces of one turn share a number; a shared piece has its own. */
  run: number;
  minutes: number;
}

/** Who is left out for now, or comes in after all. `place` is the piece that was going on. */
export interface Change {
  do: "without" | "join";
  who: string;
  by: string;
  place: number;
}

type Unnumbered = Omit<Slot, "run">;

export function slotsOf(state: Meeting, structure: Structure): Slot[] {
  const seats = turnOrder(state);
  const planned = piecesOf(forSize(structure, seats.length)).map((piece) => slot(piece, seats));
  const slots = state.changes.reduce((found, change) => (change.do === "join" ? joined(found, planned, change) : without(found, change)), planned);
  return numbered(slots);
}

/** In order of seat, from the first turn on; without those who were away when it began. */
export function turnOrder({ members, first, away }: Pick<Meeting, "members" | "first" | "away">): string[] {
  const from = Math.max(0, members.indexOf(first));
  return [...members.slice(from), ...members.slice(0, from)].filter((member) => !away.includes(member));
}

function slot(piece: Piece, seats: readonly string[]): Unnumbered {
  return { ...piece, owner: piece.turn === null ? null : (seats[piece.turn] ?? null), minutes: piece.step.minutes };
}

/** What is to come of their turn falls away, before it with a change of place; what has gone by was everybody's. Nothing moves its place. */
function without(slots: readonly Unnumbered[], { who, place }: Change): Unnumbered[] {
  const isGoingOn = slots[place]?.owner === who;
  const gone = new Set(slots.flatMap(({ owner }, index) => (owner === who ? [index, ...(isGoingOn ? [] : gapOf(slots, { who, index }))] : [])));
  return slots.map((each, index) => {
    if (!gone.has(index)) return each;
    return { ...each, owner: null, minutes: index > place ? 0 : each.minutes };
  });
}

/** The shared pieces before a turn that follows another, or after the first one when another follows it. */
function gapOf(slots: readonly Unnumbered[], { who, index }: { who: string; index: number }): number[] {
  const owned = (at: number): boolean => slots[at]?.owner !== null && slots[at]?.owner !== who && slots[at] !== undefined;
  const shared = (from: number, step: number): number[] => {
    const found: number[] = [];
    for (let at = from; slots[at]?.owner === null; at += step) found.push(at);
    return found;
  };
  const before = shared(index - 1, -1);
  if (slots[index - 1]?.owner !== who && owned(index - 1 - before.length)) return before;
  const hasBefore = slots.slice(0, index).some(({ owner }) => owner !== null && owner !== who);
  const after = shared(index + 1, 1);
  return !hasBefore && slots[index + 1]?.owner !== who && owned(index + 1 + after.length) ? after : [];
}

/** As much as the others had planned, after the last turn; when that is over, after what is going on. */
function joined(slots: readonly Unnumbered[], planned: readonly Unnumbered[], { who, place }: Change): Unnumbered[] {
  const last = slots.findLastIndex(({ owner }) => owner !== null);
  const at = Math.max(place, last) + 1;
  const turn = planned.filter((each) => each.turn === 0).map((each) => ({ ...each, owner: who }));
  const first = planned.findIndex((each) => each.turn === 1);
  const gap = planned.slice(planned.findLastIndex((each, index) => each.turn === 0 && index < first) + 1, Math.max(first, 0));
  return [...slots.slice(0, at), ...(place <= last ? gap : []), ...turn, ...slots.slice(at)];
}

function numbered(slots: readonly Unnumbered[]): Slot[] {
  const found: Slot[] = [];
  for (const each of slots) {
    const before = found.at(-1);
    const sameTurn = before !== undefined && each.owner !== null && before.owner === each.owner;
    found.push({ ...each, run: before === undefined ? 0 : before.run + (sameTurn ? 0 : 1) });
  }
  return found;
}

/** The pieces of the others' turns that answer to this one, by their order within the turns; none for shared pieces. */
export function counterparts(slots: readonly Pick<Slot, "owner" | "minutes">[], place: number): number[] {
  const owner = slots[place]?.owner ?? null;
  if (owner === null) return [];
  const of = (who: string): number[] => slots.flatMap((each, index) => (each.owner === who ? [index] : []));
  const order = of(owner).indexOf(place);
  const others = [...new Set(slots.map((each) => each.owner))].filter((who): who is string => who !== null && who !== owner);
  return others.flatMap((who) => of(who)[Math.min(order, of(who).length - 1)] ?? []);
}
