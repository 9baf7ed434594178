/**
 * Strict reading of the small JSON objects inside signed texts.
 *
 * Exactly the expected names in exactly the expected order, written exactly as we would write them:
 * so a text has one meaning for every reader, whatever its language does with duplicate or odd names.
 */
import { readUtf8 } from "./bytes.ts";
import { Tampered } from "./tampered.ts";

export type Check = (value: unknown) => boolean;
export type Shape<T> = { [Name in keyof Required<T>]: Check };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const HASH = /^[0-9a-f]{64}$/;

export const isId: Check = (value) => typeof value === "string" && UUID.test(value);
export const isHash: Check = (value) => typeof value === "string" && HASH.test(value);
export const isHashOrNone: Check = (value) => value === "" || isHash(value);
export const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
export const isPositive: Check = (value) => isCount(value) && value !== 0;
export const isText: Check = (value) => typeof value === "string";
/** ISO 8601 in UTC with milliseconds, as `toISOString` writes it. */
export const isTime: Check = (value) =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
/** A short name of a kind: lower-case letters, digits and hyphens. */
export const isKind: Check = (value) => typeof value === "string" && /^[a-z][a-z0-9-]{0,39}$/.test(value);

export function isListOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

/** An object from ids to values, its names sorted. */
export function isMapOf(check: Check): Check {
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const names = Object.keys(value);
    return names.every(isId) && names.every((name, i) => i === 0 || names[i - 1]! < name) && Object.values(value).every(check);
  };
}

/**
 * Read one JSON object of a known shape.
 * @param optional names that may be left out
 * @throws {@link Tampered} `wrong_format` when it is anything else or written in another way
 */
export function readExactly<T>(text: string, shape: Shape<T>, optional: (keyof T)[] = []): T {
  const value = parse(text) as Record<string, unknown>;
  const wanted = Object.keys(shape).filter((name) => !optional.includes(name as keyof T) || Object.hasOwn(value, name));
  const fits =
    JSON.stringify(Object.keys(value)) === JSON.stringify(wanted) &&
    wanted.every((name) => shape[name as keyof T](value[name])) &&
    JSON.stringify(value) === text;
  if (!fits) throw new Tampered("wrong_format");
  return value as T;
}

/** @throws {@link Tampered} `wrong_format` when the bytes are not UTF-8 */
export function readText(bytes: Uint8Array): string {
  try {
    return readUtf8(bytes);
  } catch {
    throw new Tampered("wrong_format");
  }
}

/** The same object with its names sorted, for writing. */
export function sorted<V>(map: Record<string, V>): Record<string, V> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    throw new Tampered("wrong_format");
  }
}
