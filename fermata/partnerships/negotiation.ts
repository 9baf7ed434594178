/**
 * Where each clause stands, from what each member thinks of it. Pure: no page, no network, no clock of its own.
 *
 * Nobody's side is ever changed by another: to accept is to stand behind the same words, to counter is to stand behind
 * others. A clause is settled when all stand behind the same, and reopened the moment one no longer does.
 */
import type { Clause, MemberSide, Side, Stance, Tighter } from "../../web/page/desk.ts";
import { type ClauseContent, wordingOf } from "./clauses.ts";

export interface Table {
  me: string;
  members: readonly Pick<MemberSide, "person" | "name" | "side" | "problem">[];
  /** What each has signed last: that is what they stand behind until they say otherwise. */
  signed: Readonly<Record<string, readonly Clause[]>>;
}

/** What somebody stands behind. `null` text: they have said nothing about this clause. */
export interface Held {
  person: string;
  name: string;
  text: string | null;
  stance: Stance | null;
}

/**
 * `settled`: all the same words; `left_out`: all agree that it is not needed; `theirs`: others have said something I
 * have not; `mine`: I have, and wait; `apart`: two say different things.
 */
export type Standing = "settled" | "left_out" | "theirs" | "mine" | "apart";

export interface ClauseView {
  id: string;
  standing: Standing;
  held: Held[];
  mine: Held;
  /** Whose words I may answer, if anybody's: the others' newest that are not mine, by who said them first. */
  offered: Held | null;
  /** Names of those who no longer stand behind what was settled. */
  reopenedBy: string[];
  /** Names of those who do not stand behind my words, and have offered nothing against them. */
  waitsFor: string[];
  /** What was settled last, if somebody still stands behind it. */
  settledBefore: string | null;
  /** Names of those who would like to talk first. */
  talk: string[];
  remarks: { person: string; name: string; text: string; at: string }[];
}

export function clausesOnTable(table: Table): ClauseView[] {
  const ids = new Set([...table.members.flatMap(({ side }) => side?.stances.map(({ clause }) => clause) ?? []), ...Object.values(table.signed).flat().map(({ id }) => id)]);
  return [...ids].toSorted().map((id) => clauseView(table, id));
}

export function clauseView(table: Table, id: string): ClauseView {
  const held = table.members.map((member) => heldBy(table, member, id));
  const mine = held.find(({ person }) => person === table.me)!;
  const others = held.filter((one) => one !== mine);
  const settledBefore = settledLast(held);
  const silent = others.filter((one) => one.text === settledBefore && (one.stance?.talk || isOlder(one, { held, mine })));
  const offers = others.filter((one) => one.text !== null && one.text !== mine.text && !silent.includes(one));
  const newest = offers.toSorted((a, b) => (saidAt(a) < saidAt(b) ? 1 : -1))[0];
  const offered = offers.filter(({ text }) => text === newest?.text).toSorted((a, b) => (saidAt(a) < saidAt(b) ? -1 : 1))[0] ?? null;
  return {
    id, held, mine, offered, settledBefore,
    standing: standingOf(mine, { others, offers }),
    reopenedBy: settledBefore === null ? [] : held.filter(({ text }) => text !== null && text !== settledBefore).map(({ name }) => name),
    waitsFor: others.filter((one) => one.text !== mine.text && !offers.includes(one)).map(({ name }) => name),
    talk: held.filter(({ stance }) => stance?.talk).map(({ name }) => name),
    remarks: table.members.flatMap(({ person, name, side }) => (side?.remarks ?? []).filter(({ clause }) => clause === id).map(({ text, at }) => ({ person, name, text, at }))).toSorted((a, b) => (a.at < b.at ? -1 : 1)),
  };
}

export function saidAt({ stance }: Held): string {
  return stance?.at ?? "";
}

function heldBy(table: Table, { person, name, side }: Table["members"][number], id: string): Held {
  const stance = side?.stances.find(({ clause }) => clause === id) ?? null;
  const signed = table.signed[person];
  const before = signed === undefined ? null : (signed.find((clause) => clause.id === id)?.text ?? "");
  return { person, name, stance, text: stance === null ? before : stance.text };
}

/** The words that were settled last, while somebody still stands behind them. */
function settledLast(held: readonly Held[]): string | null {
  const known = held.flatMap(({ stance }) => (stance !== null && stance.met !== "" ? [stance] : []));
  const last = known.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]?.met;
  return last !== undefined && held.some(({ text }) => text === last) ? last : null;
}

/** Whether somebody took their stance before anybody said the words I stand behind: then they have not answered them. */
function isOlder(one: Held, { held, mine }: Pick<ClauseView, "held" | "mine">): boolean {
  return held.filter(({ text }) => text === mine.text).every((behind) => saidAt(one) < saidAt(behind));
}

function standingOf(mine: Held, { others, offers }: { others: readonly Held[]; offers: readonly Held[] }): Standing {
  const texts = new Set([mine, ...others].map(({ text }) => text));
  if ([...texts].every((text) => !text)) return "left_out";
  if (texts.size === 1) return "settled";
  if (mine.text === null) return "theirs";
  return offers.length === 0 ? "mine" : "apart";
}

export function isOpen({ standing }: ClauseView): boolean {
  return standing !== "settled" && standing !== "left_out";
}

/** The words all stand behind now. */
export function settledText(table: Table): Clause[] {
  return clausesOnTable(table).flatMap(({ id, standing, mine }) => (standing === "settled" ? [{ id, text: mine.text ?? "" }] : []));
}

/** Whether I can settle everything by accepting what the others offer: nobody else waits for anybody else. */
export function canAcceptAll(table: Table): boolean {
  const open = clausesOnTable(table).filter(isOpen);
  return open.length > 0 && open.every(({ held, mine, talk }) => {
    const theirs = new Set(held.filter(({ person }) => person !== mine.person).map(({ text }) => text));
    return theirs.size === 1 && !theirs.has(null) && talk.length === 0 && (mine.text === null || mine.stance === null);
  });
}

export function sameClauses(one: readonly Clause[], other: readonly Clause[]): boolean {
  const written = (clauses: readonly Clause[]) => JSON.stringify(clauses.map(({ id, text }) => [id, text.trim()]).filter(([, text]) => text).toSorted());
  return written(one) === written(other);
}

export interface Change {
  clause: string;
  text: string;
  why?: string;
  talk?: boolean;
}

/** My side with these stances taken, everything else as it was. What all stand behind by then is remembered as met. */
export function withStances(table: Table, changes: readonly Change[], at: string): Side {
  const side = table.members.find(({ person }) => person === table.me)?.side ?? { stances: [], remarks: [], tighter: [] };
  const changed = new Map(changes.map((change) => [change.clause, change]));
  const kept = side.stances.filter(({ clause }) => !changed.has(clause));
  const taken = changes.map(({ clause, text, why = "", talk = false }): Stance => ({ clause, text: text.trim(), why: why.trim(), talk, met: metBy(table, clause, text.trim()), at }));
  return { ...side, stances: [...kept, ...taken].toSorted((a, b) => (a.clause < b.clause ? -1 : 1)) };
}

/** Standing behind what all others stand behind settles it; otherwise what was settled before stays known. */
function metBy(table: Table, clause: string, text: string): string {
  const { held, mine, standing } = clauseView(table, clause);
  const others = held.filter(({ person }) => person !== table.me);
  if (text !== "" && others.every((one) => one.text === text)) return text;
  return standing === "settled" ? (mine.text ?? "") : (mine.stance?.met ?? "");
}

export function withRemark(table: Table, { clause, text }: { clause: string; text: string }, at: string): Side {
  const side = withStances(table, [], at);
  return { ...side, remarks: [...side.remarks, { clause, text: text.trim(), at }] };
}

export type NoTightening = "not_in_force" | "not_tightenable" | "not_stricter";

/** Any member may at once be stricter with what is theirs; to loosen takes everybody, and a new version. */
export function whyNotTighten(clause: ClauseContent, { inForce, text }: { inForce: string | null; text: string }): NoTightening | null {
  if (inForce === null) return "not_in_force";
  if (clause.strictness === undefined) return "not_tightenable";
  const now = strictnessOf(clause, inForce);
  const wanted = strictnessOf(clause, text);
  return wanted !== null && wanted > (now ?? strictest(clause) - 1) ? null : "not_stricter";
}

function strictnessOf(clause: ClauseContent, text: string): number | null {
  return clause.strictness?.[wordingOf(clause, text)] ?? null;
}

function strictest({ strictness }: ClauseContent): number {
  return Math.max(...(strictness ?? [0]));
}

/** What a member may still choose to be stricter than now. */
export function stricterOptions(clause: ClauseContent, inForce: string | null): string[] {
  return clause.options.filter((text) => whyNotTighten(clause, { inForce, text }) === null);
}

/** My side with one clause tightened for what is mine. It never grows looser: the strictest I chose stays. */
export function withTighter(table: Table, { clause, text, inForce }: { clause: ClauseContent; text: string; inForce: string }, at: string): Side | NoTightening {
  const side = withStances(table, [], at);
  const before = side.tighter.findLast((one) => one.clause === clause.id)?.text ?? inForce;
  const refusal = whyNotTighten(clause, { inForce: before, text });
  return refusal ?? { ...side, tighter: [...side.tighter, { clause: clause.id, text, at }] };
}

/** What holds for one member's own material beside the version in force: only what is truly stricter than it counts. */
export function tighterOf(side: Side | null, { clause, inForce }: { clause: ClauseContent; inForce: string }): Tighter | null {
  const valid = (side?.tighter ?? []).filter((one) => one.clause === clause.id && whyNotTighten(clause, { inForce, text: one.text }) === null);
  return valid.toSorted((a, b) => strictnessOf(clause, b.text)! - strictnessOf(clause, a.text)!)[0] ?? null;
}
