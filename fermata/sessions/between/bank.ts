/** The bank of questions, and the exercises: choosing by purpose and phase, and drawing another one. Pure. */
import { fields } from "./records.ts";

export interface Question {
  id: string;
  purpose: string;
  phase: string;
  words: string;
}

interface Named {
  id: string;
  words: string;
}

export interface Bank {
  purposes: Named[];
  phases: Named[];
  questions: Question[];
}

export interface Skill {
  id: string;
  title: string;
  idea: string;
  drill: string;
  minutes: number;
  checks: string[];
  early: boolean;
}

export interface Wanted {
  /** Empty: any. */
  purpose: string;
  phase: string;
  /** Only these ids; null: all. */
  only: ReadonlySet<string> | null;
}

export function readBank(value: unknown): Bank | null {
  const found = fields(value);
  const lists = [found?.purposes, found?.phases, found?.questions];
  return lists.every((list) => Array.isArray(list)) ? (found as unknown as Bank) : null;
}

export function readSkills(value: unknown): Skill[] {
  const found = fields(value)?.skills;
  return Array.isArray(found) ? (found as Skill[]) : [];
}

export function fitting(questions: readonly Question[], { purpose, phase, only }: Wanted): Question[] {
  return questions.filter(
    (one) => (purpose === "" || one.purpose === purpose) && (phase === "" || one.phase === phase) && (only === null || only.has(one.id)),
  );
}

/** One that was not shown yet; when all were, any but the last. `draw` gives a whole number below its argument. */
export function another<One extends { id: string }>(from: readonly One[], { shown, draw }: { shown: readonly string[]; draw: (below: number) => number }): One | null {
  const fresh = from.filter(({ id }) => !shown.includes(id));
  const rest = fresh.length > 0 ? fresh : from.filter(({ id }) => id !== shown.at(-1));
  const pool = rest.length > 0 ? rest : from;
  return pool.length === 0 ? null : (pool[draw(pool.length)] ?? null);
}

/** Evenly, from a good source. */
export function lot(below: number): number {
  if (!(below >= 1)) throw new RangeError("there is nothing to draw from");
  const limit = Math.floor(2 ** 32 / below) * below;
  for (;;) {
    const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
    if (drawn < limit) return drawn % below;
  }
}
