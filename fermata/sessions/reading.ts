/**
 * Reading what another's browser wrote. It was sealed and signed by one of us, but another version of
 * this program, or a program of their own, may have written it: nothing is taken for granted.
 */
import { readPlan } from "./between/plans.ts";
import { type Fields, fields, isMoment } from "./between/records.ts";
import { structureOf } from "./structure.ts";
import type { Change } from "./seats.ts";
import type { Arrival, Meeting, Move, Pause, Stay } from "./timeline.ts";
import { LEVELS, MOST_GIVEN_BACK } from "./aids.ts";
import { LONGEST_QUESTION, type Refusal } from "./moves.ts";

/** The document, checked; null when the meeting has not begun. */
export function readMeeting(value: unknown, members: readonly string[]): Meeting | null | Refusal {
  if (value === null || value === undefined) return null;
  const known = fields(value);
  if (known === null || known.v !== 1) return { refused: "another_version" };
  if (!isKnown(known)) return { refused: "unknown_structure" };
  const full = grown(known);
  return isWhole(full, members) ? (full as unknown as Meeting) : { refused: "unreadable" };
}

/** A structure that comes with Fermata, or a plan that passes the same check. */
function isKnown({ structure, plan }: Fields): boolean {
  if (typeof structure !== "string") return false;
  return plan === undefined ? structureOf(structure) !== null : readPlan(plan)?.id === structure;
}

/** A document of former days: two met, both were there, and one yes was all of them. */
function grown(known: Fields): Fields {
  const members = Array.isArray(known.members) ? (known.members as unknown[]) : [];
  const came = members.map((who) => ({ who, clock: 0 }));
  const stays = Array.isArray(known.stays) ? known.stays.map((row: unknown) => ({ yes: [], ...fields(row) })) : known.stays;
  return { away: [], came, changes: [], ...known, stays };
}

function isWhole(known: Fields, members: readonly string[]): boolean {
  const { away, came, changes, pauses, stays, moves, card, ended } = known;
  const isMember = (one: unknown): boolean => typeof one === "string" && members.includes(one);
  return (
    isCompany(known.members, members) &&
    isMember(known.first) &&
    Array.isArray(away) && away.every(isMember) && !away.includes(known.first) &&
    isListOf<Arrival>(came, (row) => isMember(row.who) && isMoment(row.clock)) &&
    isListOf<Change>(changes, (row) => by(row, members) && isMember(row.who) && isPlace(row.place) && isChange(row)) &&
    typeof known.seed === "string" &&
    isMoment(known.startedAt) &&
    isMoment(known.touchedAt) &&
    isListOf<Pause>(pauses, (row) => by(row, members) && isMoment(row.from) && (row.to === null || isMoment(row.to)) && (row.over === undefined || isMember(row.over))) &&
    isListOf<Stay>(stays, (row) => by(row, members) && isMoment(row.clock) && isPlace(row.place) && isStay(row, members)) &&
    isListOf<Move>(moves, (row) => by(row, members) && isMoment(row.clock) && isPlace(row.place) && typeof row.turn === "boolean") &&
    (card === null || isCard(fields(card))) &&
    (known.aids === undefined || areAids(fields(known.aids), members)) &&
    (ended === null || isEnd(fields(ended), members))
  );
}

/** All of them, each once. */
function isCompany(value: unknown, members: readonly string[]): boolean {
  if (!Array.isArray(value) || value.length < 2) return false;
  return new Set(value).size === value.length && value.every((one) => members.includes(one));
}

function isListOf<Row>(value: unknown, check: (row: Fields) => boolean): value is Row[] {
  return Array.isArray(value) && value.every((row) => check(fields(row) ?? {}));
}

function by(row: Fields, members: readonly string[]): boolean {
  return typeof row.by === "string" && members.includes(row.by);
}

function isPlace(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}

function isStay({ minutes, alike, answer, yes }: Fields, members: readonly string[]): boolean {
  const isAnswer = [null, "agreed", "declined"].includes(answer as string | null);
  return isPlace(minutes) && typeof alike === "boolean" && isAnswer && Array.isArray(yes) && yes.every((one) => members.includes(one));
}

function isChange(change: Fields): boolean {
  return change.do === "without" || change.do === "join";
}

function isCard(card: Fields | null): boolean {
  const isWorded = card?.words === undefined || (typeof card.words === "string" && card.words.length <= LONGEST_QUESTION);
  return card !== null && isPlace(card.place) && isPlace(card.index) && isWorded;
}

function areAids(aids: Fields | null, members: readonly string[]): boolean {
  if (aids === null) return false;
  const [suggestion, silence, levels, back] = [aids.suggestion, aids.silence, aids.levels, aids.back].map(fields);
  const isNot = (value: unknown): boolean => value === null;
  return (
    (isNot(aids.suggestion) || (by(suggestion ?? {}, members) && isPlace(suggestion?.place) && [null, "yes", "not_now"].includes(suggestion?.answer as string | null))) &&
    (isNot(aids.silence) || (by(silence ?? {}, members) && isPlace(silence?.place) && isMoment(silence?.clock))) &&
    levels !== null && levels !== undefined && Object.entries(levels).every(([who, level]) => members.includes(who) && (LEVELS as readonly unknown[]).includes(level)) &&
    (isNot(aids.back) || isGivingBack(back ?? {}, members))
  );
}

function isGivingBack(back: Fields, members: readonly string[]): boolean {
  const isShort = isPlace(back.minutes) && (back.minutes as number) <= MOST_GIVEN_BACK;
  const haveSaid = Array.isArray(back.yes) && back.yes.every((one) => members.includes(one as string));
  return by(back, members) && members.includes(back.owner as string) && isShort && haveSaid && [null, "agreed", "declined"].includes(back.answer as string | null);
}

function isEnd(ended: Fields | null, members: readonly string[]): boolean {
  return ended !== null && by(ended, members) && isMoment(ended.at);
}
