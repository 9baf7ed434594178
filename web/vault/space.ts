/**
 * The key of a space: a statement by a member, signed, and locked for all members together.
 *
 * It carries the secret every text of the space is locked for. The public half is published nowhere,
 * so not even the server can write to a space. Pairs keep one secret for good; after somebody started
 * over, their partner writes the same secret again, for the new keys.
 */
import type { AccountKeys } from "./account.ts";
import { accountSigner } from "./account.ts";
import { hardened, newIdentity, openWith, recipientOf, sealTo, type Identity } from "./age.ts";
import { fingerprint, type Bundle } from "./bundle.ts";
import { sha256Hex, utf8 } from "./bytes.ts";
import { isHash, isHashOrNone, isId, isListOf, isPositive, readExactly, readText, type Shape } from "./shape.ts";
import { checkSigned, signed, splitSigned } from "./signed.ts";
import { Tampered } from "./tampered.ts";

export interface Statement {
  space: string;
  /** 1 for pairs and for one's own space. */
  epoch: number;
  /** `AGE-SECRET-KEY-1...` of this epoch. */
  id: string;
  /** Fingerprints of those it is locked for, sorted. */
  members: string[];
  /** Fingerprints members had before they started over, sorted. */
  former: string[];
  /** Fingerprint of its author, a member. */
  by: string;
  /** SHA-256 of the file before this one; "" for the first. */
  prev: string;
}

/** What we remember of a space's key from the last time we opened it. */
export interface HeldKey {
  version: number;
  /** SHA-256 of the file. */
  hash: string;
  /** SHA-256 of the secret, so that it need not be kept. */
  secretHash: string;
  former: string[];
}

/** A space ready to read and to write. */
export interface OpenSpace {
  space: string;
  epoch: number;
  identity: Identity;
  recipient: string;
  members: string[];
  former: string[];
  /** Every bundle ever published of the people of this space. */
  people: Bundle[];
}

const CONTEXT = "fermata-space/1";

const SHAPE: Shape<Statement> = {
  space: isId,
  epoch: isPositive,
  id: (value) => typeof value === "string" && /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/.test(value),
  members: isSortedSet,
  former: isSortedSet,
  by: isHash,
  prev: isHashOrNone,
};

/** A first statement, with a new secret, for these members. */
export function newStatement({ space, members, by }: { space: string; members: Bundle[]; by: Bundle }): Statement {
  const prints = members.map(fingerprint).toSorted();
  return { space, epoch: 1, id: newIdentity(), members: prints, former: [], by: fingerprint(by), prev: "" };
}

/**
 * The same secret again, for a member's new keys. Their former ones stay named, so that what they
 * wrote stays readable, and can never come back.
 */
export function readmission(order: { statement: Statement; file: Uint8Array; person: Bundle[]; by: Bundle }): Statement {
  const { statement, file, person, by } = order;
  const all = person.map(fingerprint);
  const newest = all.at(-1)!;
  const members = [...statement.members.filter((print) => !all.includes(print)), newest].toSorted();
  const left = statement.members.filter((print) => !members.includes(print));
  const former = [...new Set([...statement.former, ...left])].toSorted();
  return { ...statement, members, former, by: fingerprint(by), prev: sha256Hex(file) };
}

/** @param members bundles of exactly those the statement names */
export async function sealStatement(order: { statement: Statement; keys: AccountKeys; members: Bundle[] }): Promise<Uint8Array> {
  const { statement, keys, members } = order;
  const { space, epoch, id, by, prev } = statement;
  const text = JSON.stringify({ space, epoch, id, members: statement.members, former: statement.former, by, prev });
  const plain = await signed({ context: CONTEXT, payload: utf8(text), sign: accountSigner(keys) });
  return sealTo(members.map((member) => member.age), plain);
}

export interface StatementPlace {
  space: string;
  /** As the server announced it. */
  version: number;
  me: Bundle;
  /** Every bundle ever published of the people of this space; of nobody else. */
  people: Bundle[];
  /** Fingerprints we have met or confirmed, by person. */
  pinned: Record<string, string>;
  held: HeldKey | null;
}

/**
 * Open the key of a space.
 * @returns `null` when it is not locked for me (I started over and nobody let me back in yet)
 * @throws {@link Tampered} `damaged`, `unsigned`, `wrong_format`, `wrong_version`, `unknown_author`, `forged`,
 *   `another_space`, `not_for_us`, `unknown_member`, `key_changed`, `older`, `repeated`, `swapped`, `broken_chain`
 */
export async function openStatement({ file, keys, place }: { file: Uint8Array; keys: AccountKeys; place: StatementPlace }): Promise<Statement | null> {
  const plain = await openWith(keys.identity, file);
  if (plain === null) return null;
  const { signature, payload } = splitSigned({ context: CONTEXT, plain });
  const statement = readExactly<Statement>(readText(payload), SHAPE);
  const author = place.people.find((bundle) => fingerprint(bundle) === statement.by);
  if (author === undefined || !statement.members.includes(statement.by)) throw new Tampered("unknown_author");
  await checkSigned({ context: CONTEXT, signature, payload, publicKey: author.sign });
  checkPlace(statement, place);
  checkPinned(statement, place);
  checkHeld({ statement, hash: sha256Hex(file), place });
  return statement;
}

export function heldKey({ statement, file, version }: { statement: Statement; file: Uint8Array; version: number }): HeldKey {
  return { version, hash: sha256Hex(file), secretHash: sha256Hex(statement.id), former: statement.former };
}

export async function openSpaceOf({ statement, people }: { statement: Statement; people: Bundle[] }): Promise<OpenSpace> {
  const { space, epoch, id, members, former } = statement;
  return { space, epoch, identity: await hardened(id), recipient: await recipientOf(id), members, former, people };
}

function checkPlace(statement: Statement, { space, me, people }: StatementPlace): void {
  if (statement.space !== space) throw new Tampered("another_space");
  if (!statement.members.includes(fingerprint(me))) throw new Tampered("not_for_us");
  const known = new Map(people.map((bundle) => [fingerprint(bundle), bundle.user]));
  const named = [...statement.members, ...statement.former];
  if (!named.every((print) => known.has(print))) throw new Tampered("unknown_member");
  const persons = new Set(statement.members.map((print) => known.get(print)));
  if (persons.size !== statement.members.length) throw new Tampered("unknown_member");
}

/** Earlier keys than the ones we met may still stand there; other or later ones may not. */
function checkPinned(statement: Statement, { people, pinned }: StatementPlace): void {
  for (const bundle of people) {
    const print = fingerprint(bundle);
    const met = people.find((other) => fingerprint(other) === pinned[bundle.user]);
    const strange = pinned[bundle.user] !== undefined && (met === undefined || met.seq < bundle.seq);
    if (strange && statement.members.includes(print)) throw new Tampered("key_changed");
  }
}

function checkHeld({ statement, hash, place }: { statement: Statement; hash: string; place: StatementPlace }): void {
  const { held, version } = place;
  if (held === null) return;
  if (version < held.version) throw new Tampered("older");
  if (version === held.version && hash !== held.hash) throw new Tampered("repeated");
  if (sha256Hex(statement.id) !== held.secretHash) throw new Tampered("swapped");
  if (held.former.some((print) => statement.members.includes(print))) throw new Tampered("key_changed");
  if (version === held.version + 1 && statement.prev !== held.hash) throw new Tampered("broken_chain");
}

function isSortedSet(value: unknown): boolean {
  const list = value as string[];
  return isListOf(isHash)(value) && list.every((print, i) => i === 0 || list[i - 1]! < print);
}
