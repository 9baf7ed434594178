/**
 * Versions of their own: the same kind of talk with other minutes, titles and questions. A turn is written once and
 * holds for everybody; minutes may differ between turns only where the plan says so: one-sided, by agreement. Pure.
 */
import { type Piece, type Step, type Structure, piecesOf, turnsOf } from "../structure.ts";
import { sharesOf } from "../scaling.ts";
import { fields, isOneOf, isText } from "./records.ts";

const MODES = ["talk", "ask", "listen", "write", "silent"] as const;
export const LONGEST = 240;
const MOST_PIECES = 60;
const MOST_PROMPTS = 12;

/** What is edited as one: a shared piece, or a piece of the first turn together with those that answer to it. */
export interface Row {
  place: number;
  piece: Piece;
  also: number[];
}

export function rowsOf(structure: Structure): Row[] {
  const pieces = piecesOf(structure);
  const of = (turn: number): number[] => pieces.flatMap((piece, place) => (piece.turn === turn ? [place] : []));
  const others = Array.from({ length: Math.max(0, turnsOf(structure) - 1) }, (_, index) => of(index + 1));
  let order = -1;
  return pieces.flatMap((piece, place) => {
    if (piece.turn === null) return [{ place, piece, also: [] }];
    if (piece.turn !== 0) return [];
    order += 1;
    return [{ place, piece, also: others.flatMap((places) => places[order] ?? []) }];
  });
}

export type Change = Partial<Pick<Step, "title" | "minutes" | "prompts">>;

/** The same structure with some pieces changed, by their place; phases and the whole add up anew. */
export function withPieces(structure: Structure, changes: ReadonlyMap<number, Change>): Structure {
  let place = -1;
  const changed = <One extends Step>(piece: One): One => ({ ...piece, ...changes.get((place += 1)) });
  const phases = structure.phases.map((phase) => {
    if (!phase.steps?.length) return changed(phase);
    const steps = phase.steps.map(changed);
    return { ...phase, steps, minutes: steps.reduce((sum, step) => sum + step.minutes, 0) };
  });
  return { ...structure, phases, total_minutes: phases.reduce((sum, phase) => sum + phase.minutes, 0) };
}

/** As long as asked, each part with its share, at least a minute each; every turn the same. */
export function scaledTo(structure: Structure, minutes: number): Structure {
  const pieces = piecesOf(structure);
  const turns = turnsOf(structure);
  const places = (turn: number | null): number[] => pieces.flatMap((piece, place) => (piece.turn === turn ? [place] : []));
  const minutesAt = (at: readonly number[]): number[] => at.map((place) => pieces[place]?.step.minutes ?? 1);
  const mine = places(0);
  const shared = places(null);
  const each = Math.max(mine.length, Math.round((total(minutesAt(mine)) * minutes) / structure.total_minutes));
  const rest = Math.max(shared.length, minutes - each * turns);
  const inTurn = sharesOf(minutesAt(mine), each);
  const inShared = shared.length === 0 ? [] : sharesOf(minutesAt(shared), rest);
  const changes = new Map<number, Change>(shared.map((place, index) => [place, { minutes: inShared[index] ?? 1 }]));
  for (let turn = 0; turn < turns; turn += 1) places(turn).forEach((place, index) => changes.set(place, { minutes: inTurn[index] ?? 1 }));
  return withPieces(structure, changes);
}

/** How long each turn is, in order. */
export function turnLengths(structure: Structure): number[] {
  const pieces = piecesOf(structure);
  return Array.from({ length: turnsOf(structure) }, (_, turn) => total(pieces.flatMap((piece) => (piece.turn === turn ? [piece.step.minutes] : []))));
}

export interface Fault {
  /** The end of `between.no.…`. */
  code: "words" | "minutes" | "sum" | "no_turn" | "unequal" | "even" | "different" | "long";
  params: Record<string, string | number>;
}

/** Why equals cannot use this plan, to be said to whoever writes it; null when they can (INV-E3, INV-R1). */
export function whyNotPlan(structure: Structure): Fault | null {
  const pieces = piecesOf(structure);
  const fault = (code: Fault["code"], params: Fault["params"] = {}): Fault => ({ code, params });
  const wordless = pieces.find(({ step }) => step.title.trim() === "" || step.prompts.length === 0);
  if (wordless !== undefined || structure.title.trim() === "") return fault("words", { title: wordless?.step.title ?? "" });
  const short = pieces.find(({ step }) => !Number.isInteger(step.minutes) || step.minutes < 1);
  if (short !== undefined) return fault("minutes", { title: short.step.title });
  if (total(pieces.map(({ step }) => step.minutes)) > LONGEST) return fault("long", { most: LONGEST });
  const lengths = turnLengths(structure);
  const [first] = lengths;
  if (first === undefined || lengths.some((length) => length === 0)) return fault("no_turn");
  const isEven = lengths.every((length) => length === first);
  if (!isEven && structure.one_sided !== true) return fault("unequal", { turns: lengths.join(" · ") });
  if (isEven && structure.one_sided === true) return fault("even");
  if (!turnsAreAlike(structure)) return fault("different");
  return addsUp(structure) ? null : fault("sum");
}

/** The same parts with the same words in the same order; in an equal plan also with the same minutes. */
function turnsAreAlike(structure: Structure): boolean {
  const pieces = piecesOf(structure);
  const shape = (turn: number): string => {
    const mine = pieces.filter((piece) => piece.turn === turn);
    return JSON.stringify(mine.map(({ step }) => [step.mode, step.title, step.prompts, structure.one_sided === true ? 0 : step.minutes]));
  };
  return turnLengths(structure).every((_, turn) => shape(turn) === shape(0));
}

function addsUp({ phases, total_minutes }: Structure): boolean {
  const whole = phases.every(({ minutes, steps }) => !steps?.length || total(steps.map((step) => step.minutes)) === minutes);
  return whole && total(phases.map(({ minutes }) => minutes)) === total_minutes;
}

function total(minutes: readonly number[]): number {
  return minutes.reduce((sum, one) => sum + one, 0);
}

/** A plan somebody else's browser wrote: the same shape and the same check, or it is not there. */
export function readPlan(value: unknown): Structure | null {
  const plan = readBegun(value);
  return plan !== null && whyNotPlan(plan) === null ? plan : null;
}

/** One that is still being written has the shape, and need not add up yet. */
export function readBegun(value: unknown): Structure | null {
  const found = fields(value);
  if (found === null || !isText(found.id, 80) || !isText(found.title, 120) || !Array.isArray(found.phases)) return null;
  if (found.phases.length > MOST_PIECES || !found.phases.every(isPhase)) return null;
  const wanted = ["group_size", "total_minutes"].every((name) => Number.isSafeInteger(found[name]));
  if (!wanted || (found.about !== undefined && !isText(found.about, 600)) || !isHarvest(found.harvest)) return null;
  const plan = found as unknown as Structure;
  return piecesOf(plan).length <= MOST_PIECES ? plan : null;
}

function isPhase(value: unknown): boolean {
  const phase = fields(value);
  const isTurn = phase?.turn === null || (Number.isInteger(phase?.turn) && Number(phase?.turn) >= 0 && Number(phase?.turn) < 3);
  return isStep(value) && isTurn && (phase?.steps === undefined || (Array.isArray(phase.steps) && phase.steps.length <= MOST_PIECES && phase.steps.every(isStep)));
}

function isStep(value: unknown): boolean {
  const step = fields(value);
  if (step === null || !isText(step.id, 80) || !isText(step.title, 120) || !isOneOf(step.mode, MODES)) return false;
  const prompts = step.prompts;
  return Number.isSafeInteger(step.minutes) && Array.isArray(prompts) && prompts.length <= MOST_PROMPTS && prompts.every((one) => isText(one, 600));
}

function isHarvest(value: unknown): boolean {
  if (value === undefined) return true;
  return Array.isArray(value) && value.length <= 6 && value.every((one) => isText(fields(one)?.id, 80) && isText(fields(one)?.question, 300));
}
