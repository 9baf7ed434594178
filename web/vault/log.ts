/**
 * The log of keys: one chain of hashes over every bundle ever published on a server.
 *
 * We keep the head after each entry. The log may only grow from what we know; what it says about us
 * must be ours; and every note carries its author's head, so two people shown two logs find out.
 *
 * Limit: an entry's digest does not tell whose it is, so a server can hide a false entry from the
 * person it names. Safety words and remembered keys catch that at the partner.
 */
import { canonicalBundle, fingerprint, readBundle, type Bundle } from "./bundle.ts";
import { sha256Hex } from "./bytes.ts";
import { isHash } from "./shape.ts";
import { Tampered } from "./tampered.ts";

/** The head after each entry, oldest first; 64 hexadecimal digits each. */
export type LogView = readonly string[];

/** [number of entries, head after the last of them] as a note's author saw it. */
export type Gossip = [size: number, head: string];

export interface LogAnswer {
  size: number;
  head: string;
  /** Digests of the entries after the ones we know; perhaps not all of them yet. */
  digests: string[];
}

/** `index` counts from 1. `bundle` is canonical JSON. */
export interface LogEntry {
  index: number;
  bundle: string;
}

export const EMPTY_LOG: LogView = [];

export function digestOf(bundle: Bundle): string {
  return sha256Hex(canonicalBundle(bundle));
}

/** @param head after the entry before, "" for the first */
export function nextHead(head: string, digest: string): string {
  return sha256Hex(`${head}\n${digest}`);
}

export function gossipOf(view: LogView): Gossip {
  return [view.length, view.at(-1) ?? ""];
}

/**
 * What we know of the log, grown by an answer.
 * @throws {@link Tampered} `log_shrunk`; `log_forked` when the new entries do not lead from our past to its head
 */
export function growLog({ view, answer }: { view: LogView; answer: LogAnswer }): LogView {
  if (answer.size < view.length) throw new Tampered("log_shrunk");
  const grown = [...view];
  for (const digest of answer.digests) {
    if (!isHash(digest)) throw new Tampered("wrong_format");
    grown.push(nextHead(grown.at(-1) ?? "", digest));
  }
  if (grown.length > answer.size) throw new Tampered("log_forked");
  if (grown.length === answer.size && (grown.at(-1) ?? "") !== answer.head) throw new Tampered("log_forked");
  return grown;
}

/**
 * The people's bundles, each checked by itself, by its place in the log and by the one before it.
 * @returns every person's bundles, oldest first
 * @throws {@link Tampered} `log_forked`, `broken_chain`, and as `readBundle`
 */
export async function readEntries({ view, entries }: { view: LogView; entries: LogEntry[] }): Promise<Map<string, Bundle[]>> {
  const people = new Map<string, Bundle[]>();
  for (const { index, bundle: text } of entries.toSorted((a, b) => a.index - b.index)) {
    const bundle = await readBundle(text);
    if (view[index - 1] !== nextHead(view[index - 2] ?? "", digestOf(bundle))) throw new Tampered("log_forked");
    const before = people.get(bundle.user) ?? [];
    const last = before.at(-1);
    const follows = bundle.seq === before.length && bundle.prev === (last ? fingerprint(last) : "");
    if (!follows) throw new Tampered("broken_chain");
    people.set(bundle.user, [...before, bundle]);
  }
  return people;
}

/**
 * Is what the log says of me mine?
 * @param mine my bundles in the log, oldest first
 * @returns `false` when my keys are not in it yet
 * @throws {@link Tampered} `not_mine` when other keys stand there as my newest
 */
export function isPublished({ mine, own }: { mine: Bundle[]; own: Pick<Bundle, "user" | "age" | "sign"> }): boolean {
  const place = mine.findIndex((bundle) => fingerprint(bundle) === fingerprint(own));
  if (place >= 0 && place < mine.length - 1) throw new Tampered("not_mine");
  return place >= 0;
}

/**
 * Compare the log with what a note's author saw.
 * @returns `false` when the author saw more than we have; fetch more and ask again
 * @throws {@link Tampered} `log_forked` when the author was shown another past
 */
export function agreesWith({ view, gossip }: { view: LogView; gossip: Gossip }): boolean {
  const [size, head] = gossip;
  if (size > view.length) return false;
  if ((view[size - 1] ?? "") !== head) throw new Tampered("log_forked");
  return true;
}
