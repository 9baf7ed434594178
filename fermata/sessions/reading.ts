/**
 * Reading what the partner's browser wrote. It was sealed and signed by one of us two, but another version of
 * this program, or a program of their own, may have written it: nothing is taken for granted.
 */
import { structureOf } from "./structure.ts";
import type { Meeting, Move, Pause, Stay } from "./timeline.ts";
import type { Refusal } from "./moves.ts";

type Fields = Record<string, unknown>;

/** The document, checked; null when the meeting has not begun. */
export function readMeeting(value: unknown, members: readonly string[]): Meeting | null | Refusal {
  if (value === null || value === undefined) return null;
  const known = fields(value);
  if (known === null || known.v !== 1) return { refused: "another_version" };
  if (typeof known.structure !== "string" || structureOf(known.structure) === null) return { refused: "unknown_structure" };
  const { pauses, stays, moves, card, ended } = known;
  const whole =
    isPair(known.members, members) &&
    members.includes(known.first as string) &&
    typeof known.seed === "string" &&
    isTime(known.startedAt) &&
    isTime(known.touchedAt) &&
    isListOf<Pause>(pauses, (row) => by(row, members) && isTime(row.from) && (row.to === null || isTime(row.to))) &&
    isListOf<Stay>(stays, (row) => by(row, members) && isTime(row.clock) && isPlace(row.place) && isStay(row)) &&
    isListOf<Move>(moves, (row) => by(row, members) && isTime(row.clock) && isPlace(row.place) && typeof row.turn === "boolean") &&
    (card === null || isCard(fields(card))) &&
    (ended === null || isEnd(fields(ended), members));
  return whole ? (value as Meeting) : { refused: "unreadable" };
}

function fields(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

function isPair(value: unknown, members: readonly string[]): boolean {
  return Array.isArray(value) && value.length === 2 && value[0] !== value[1] && value.every((one) => members.includes(one));
}

function isListOf<Row>(value: unknown, check: (row: Fields) => boolean): value is Row[] {
  return Array.isArray(value) && value.every((row) => check(fields(row) ?? {}));
}

function by(row: Fields, members: readonly string[]): boolean {
  return typeof row.by === "string" && members.includes(row.by);
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function isPlace(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}

function isStay({ minutes, alike, answer }: Fields): boolean {
  return isPlace(minutes) && typeof alike === "boolean" && [null, "agreed", "declined"].includes(answer as string | null);
}

function isCard(card: Fields | null): boolean {
  return card !== null && isPlace(card.place) && isPlace(card.index);
}

function isEnd(ended: Fields | null, members: readonly string[]): boolean {
  return ended !== null && by(ended, members) && isTime(ended.at);
}
