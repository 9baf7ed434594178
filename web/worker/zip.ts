/**
 * A zip archive without compression (APPNOTE 6.3, stored entries, UTF-8 names): texts of two people
 * are small, and this needs no package.
 */
import { join, utf8 } from "../vault/index.ts";

export interface Entry {
  /** A path with `/`. */
  name: string;
  content: Uint8Array;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8_NAMES = 0x0800;

/** @param at when it was made; zip knows two-second steps from 1980 on */
export function zip(entries: Entry[], at: Date): Uint8Array<ArrayBuffer> {
  const bodies: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = utf8(entry.name);
    const about = [VERSION, UTF8_NAMES, 0, ...dosTime(at)];
    const sizes = [crc32(entry.content), entry.content.length, entry.content.length];
    const body = join(record([[4, LOCAL], ...twos(about), ...fours(sizes), ...twos([name.length, 0])]), name, entry.content);
    const where = [...twos([name.length, 0, 0, 0, 0]), ...fours([0, offset])];
    directory.push(join(record([[4, CENTRAL], ...twos([VERSION, ...about]), ...fours(sizes), ...where]), name));
    bodies.push(body);
    offset += body.length;
  }
  const index = join(...directory);
  const end = [...twos([0, 0, entries.length, entries.length]), ...fours([index.length, offset]), ...twos([0])];
  return join(...bodies, index, record([[4, END], ...end]));
}

type Field = [bytes: number, value: number];

function twos(values: number[]): Field[] {
  return values.map((value) => [2, value]);
}

function fours(values: number[]): Field[] {
  return values.map((value) => [4, value]);
}

/** Numbers, least significant byte first. */
function record(fields: Field[]): Uint8Array {
  return Uint8Array.from(fields.flatMap(([bytes, value]) => Array.from({ length: bytes }, (_, i) => (value >>> (8 * i)) & 255)));
}

function dosTime(at: Date): [time: number, date: number] {
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return [time, date];
}

export function crc32(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
