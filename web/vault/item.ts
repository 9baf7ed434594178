/**
 * An item: one version of one text, signed with its place inside, padded, locked for its space.
 *
 *     fermata-note/1 <signature>
 *     {"space":..,"note":..,"ver":..,"prev":..,"by":..,"key":..,"epoch":..,"at":..,"kind":..,"len":..,...}
 *
 *     The text. Then newlines up to the size class.
 *
 * What it is (`kind`) stands inside too, so a server cannot tell one sort of item from another.
 */
import type { AccountKeys } from "./account.ts";
import { accountSigner } from "./account.ts";
import { openWith, sealTo } from "./age.ts";
import { fingerprint, type Bundle } from "./bundle.ts";
import { join, sha256Hex, utf8 } from "./bytes.ts";
import type { Gossip } from "./log.ts";
import { checkPadding, pad } from "./padding.ts";
import * as shape from "./shape.ts";
import { checkSigned, signed, splitSigned } from "./signed.ts";
import type { OpenSpace } from "./space.ts";
import { Tampered } from "./tampered.ts";

export interface Heading {
  space: string;
  /** The item's id. */
  note: string;
  /** 1 for the first version. */
  ver: number;
  /** SHA-256 of the file of the version before; "" for the first. */
  prev: string;
  /** The author's person id. */
  by: string;
  /** The author's fingerprint. */
  key: string;
  epoch: number;
  /** ISO time, by the author's clock. */
  at: string;
  kind: string;
  /** What it belongs to; left out for nothing. */
  about?: string;
  /** Length of the text in bytes. */
  len: number;
  /** The author's running number in this space; 0 for what is not counted. */
  aseq: number;
  /** The highest running number the author has seen of each other member. */
  seen: Record<string, number>;
  /** The log of keys as the author saw it. */
  klog: Gossip;
}

export interface OpenedItem {
  heading: Heading;
  text: string;
  /** SHA-256 of the file. */
  hash: string;
}

/** Where an item must be from; `version` as the server announced it. */
export interface ItemPlace {
  note: string;
  version: number;
  /** What we remember of this item; `null` when we never saw it. */
  held: HeldItem | null;
}

export interface HeldItem {
  ver: number;
  hash: string;
}

const CONTEXT = "fermata-note/1";
const NEWLINE = 10;

const SHAPE: shape.Shape<Heading> = {
  space: shape.isId,
  note: shape.isId,
  ver: shape.isPositive,
  prev: shape.isHashOrNone,
  by: shape.isId,
  key: shape.isHash,
  epoch: shape.isPositive,
  at: shape.isTime,
  kind: shape.isKind,
  about: (value) => shape.isText(value) && value !== "",
  len: shape.isCount,
  aseq: shape.isCount,
  seen: shape.isMapOf(shape.isPositive),
  klog: isGossip,
};

/** What the caller knows of a new version; the rest of its heading follows from the space and the author. */
export type NewVersion = Pick<Heading, "note" | "ver" | "prev" | "at" | "kind" | "aseq" | "seen" | "klog"> & { about?: string };

/** @throws {@link Misread} `too_long` beyond 1 MiB */
export async function sealItem(order: {
  space: OpenSpace;
  keys: AccountKeys;
  me: Bundle;
  version: NewVersion;
  text: string;
}): Promise<Uint8Array> {
  const body = utf8(order.text);
  const heading = headingOf({ ...order, length: body.length });
  const payload = join(utf8(`${JSON.stringify(heading)}\n\n`), body);
  const plain = await signed({ context: CONTEXT, payload, sign: accountSigner(order.keys) });
  return sealTo([order.space.recipient], pad(plain));
}

/**
 * Open one version of an item.
 * @returns `null` when it was not locked for this space
 * @throws {@link Tampered} `damaged`, `unsigned`, `wrong_format`, `wrong_version`, `wrong_size`, `unknown_author`,
 *   `forged`, `another_space`, `swapped`, `older`, `repeated`, `broken_chain`
 */
export async function openItem({ file, space, place }: { file: Uint8Array; space: OpenSpace; place: ItemPlace }): Promise<OpenedItem | null> {
  const plain = await openWith(space.identity, file);
  if (plain === null) return null;
  const { signature, payload, offset } = splitSigned({ context: CONTEXT, plain });
  const start = payload.indexOf(NEWLINE) + 2;
  const heading = readHeading(payload.subarray(0, Math.max(0, start - 2)));
  const end = start + heading.len;
  if (payload[start - 1] !== NEWLINE) throw new Tampered("wrong_size");
  checkPadding(plain, offset + end);
  const author = authorOf(heading, space);
  await checkSigned({ context: CONTEXT, signature, payload: payload.subarray(0, end), publicKey: author.sign });
  const item = { heading, text: shape.readText(payload.subarray(start, end)), hash: sha256Hex(file) };
  checkPlace({ item, space, place });
  return item;
}

function headingOf({ space, me, version, length }: { space: OpenSpace; me: Bundle; version: NewVersion; length: number }): Heading {
  const { note, ver, prev, at, kind, about, aseq, seen, klog } = version;
  return {
    ...{ space: space.space, note, ver, prev, by: me.user, key: fingerprint(me), epoch: space.epoch, at, kind },
    ...(about ? { about } : {}),
    ...{ len: length, aseq, seen: shape.sorted(seen), klog },
  };
}

function readHeading(line: Uint8Array): Heading {
  return shape.readExactly<Heading>(shape.readText(line), SHAPE, ["about"]);
}

/** The author must be a member today, or have been one with keys they have since replaced. */
function authorOf(heading: Heading, space: OpenSpace): Bundle {
  const author = space.people.find((bundle) => fingerprint(bundle) === heading.key && bundle.user === heading.by);
  const belongs = space.members.includes(heading.key) || space.former.includes(heading.key);
  if (author === undefined || !belongs) throw new Tampered("unknown_author");
  return author;
}

function checkPlace({ item, space, place }: { item: OpenedItem; space: OpenSpace; place: ItemPlace }): void {
  const { heading, hash } = item;
  const { held } = place;
  if (heading.space !== space.space || heading.epoch !== space.epoch) throw new Tampered("another_space");
  if (heading.note !== place.note) throw new Tampered("swapped");
  if (held !== null && heading.ver < held.ver) throw new Tampered("older");
  if (heading.ver !== place.version) throw new Tampered("wrong_version");
  if (held?.ver === heading.ver && held.hash !== hash) throw new Tampered("repeated");
  if (held?.ver === heading.ver - 1 && held.hash !== heading.prev) throw new Tampered("broken_chain");
}

function isGossip(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && shape.isCount(value[0]) && shape.isHashOrNone(value[1]);
}
