/**
 * Small sealed records: items whose text is JSON of a known shape. What a partner's browser wrote is read with care,
 * and what does not have the shape is not there.
 */
import { type Item, desk } from "../../../web/page/desk.ts";

export interface Kept<Value> {
  item: string;
  version: number;
  /** Who wrote this version: signed, so it is true. */
  by: string;
  at: string;
  about: string;
  value: Value;
}

export type Fields = Record<string, unknown>;
export type Read<Value> = (value: unknown) => Value | null;

/** All records of a kind, newest first. */
export function recordsOf<Value>(items: readonly Item[], kind: string, read: Read<Value>): Kept<Value>[] {
  return items.flatMap((found) => {
    if (found.kind !== kind || found.problem !== undefined) return [];
    const value = read(parsed(found.text));
    return value === null ? [] : [{ item: found.id, version: found.version, by: found.by, at: found.at, about: found.about, value }];
  });
}

export interface RecordOrder {
  space: string;
  item: string;
  kind: string;
  about: string;
  value: unknown;
  /** The version it was made from; 0 for a new one. */
  base: number;
}

/** Keep what only one person writes: of two devices the later one counts. @returns the version */
export async function keepMine({ value, ...order }: RecordOrder): Promise<number> {
  for (let base = order.base, attempt = 0; ; attempt += 1) {
    const answer = await desk.save({ ...order, text: JSON.stringify(value), base });
    if (answer.conflict === undefined) return answer.version;
    if (attempt >= 3) throw Object.assign(new Error("stale"), { code: "stale" });
    base = answer.conflict.version;
  }
}

/** Keep what several write: whoever comes second reads first. @throws code `stale` */
export async function keepOurs({ value, ...order }: RecordOrder): Promise<number> {
  const answer = await desk.save({ ...order, text: JSON.stringify(value) });
  if (answer.conflict === undefined) return answer.version;
  throw Object.assign(new Error("stale"), { code: "stale" });
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function fields(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

export function isText(value: unknown, most = 4000): value is string {
  return typeof value === "string" && value.length <= most;
}

export function isOneOf<One extends string>(value: unknown, all: readonly One[]): value is One {
  return typeof value === "string" && (all as readonly string[]).includes(value);
}

export function isMoment(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
