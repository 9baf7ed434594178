/**
 * The agreement: a text people sign. What they sign is its salted hash, so the server can see that all signed the
 * same text and cannot guess which.
 */
import { base64, hex, randomBytes, sha256Hex, utf8, uuidFrom } from "./bytes.ts";
import { sha256 } from "@noble/hashes/sha2.js";
import { isHash, isListOf, isText, readExactly, type Shape } from "./shape.ts";
import { verify, type Signer } from "./signature.ts";
import { Tampered } from "./tampered.ts";

export interface Clause {
  /** `CL-01` to `CL-28`, or `own` for words of their own. */
  id: string;
  text: string;
}

export interface Agreement {
  /** 32 random bytes, in hexadecimal. */
  salt: string;
  clauses: Clause[];
}

/** As it was written before clauses had names: five lines, and own words. Still read, never written. */
interface FiveLines {
  salt: string;
  lines: string[];
  own: string;
}

const FORMER_LINES = ["CL-07", "CL-08", "CL-13", "CL-12", "CL-26"];

/** What a signature stands under. `number` counts the proposals of a space from 1. */
export interface Signable {
  space: string;
  number: number;
  /** 64 hexadecimal digits, see {@link agreementDigest}. */
  digest: string;
}

const CLAUSE_ID = /^(CL-\d\d|own|line-\d+)$/;

/** Exactly an id and a text, in this order. */
function isClause(value: unknown): boolean {
  const { id, text } = (value ?? {}) as Clause;
  const isNamed = isText(id) && CLAUSE_ID.test(id);
  return isNamed && isText(text) && text !== "" && Object.keys(value as Clause).join("+") === "id+text";
}

const SHAPE: Shape<Agreement> = { salt: isHash, clauses: isListOf(isClause) };
const FORMER: Shape<FiveLines> = { salt: isHash, lines: isListOf(isText), own: isText };

/** The canonical text of a new proposal, freshly salted: clauses by their ids, what is empty left out. */
export function agreementText(clauses: readonly Clause[]): string {
  return JSON.stringify({ salt: hex.encode(randomBytes(32)), clauses: inOrder(clauses) });
}

/** @throws {@link Tampered} `wrong_format`; `swapped` when it is not the text of this digest */
export function readAgreement({ text, digest }: { text: string; digest: string }): Agreement {
  const agreement = text.includes('","lines":') ? grown(readExactly<FiveLines>(text, FORMER)) : readExactly<Agreement>(text, SHAPE);
  if (agreementDigest(text) !== digest) throw new Tampered("swapped");
  if (new Set(agreement.clauses.map(({ id }) => id)).size < agreement.clauses.length) throw new Tampered("wrong_format");
  return agreement;
}

function grown({ salt, lines, own }: FiveLines): Agreement {
  const clauses = lines.map((text, place) => ({ id: FORMER_LINES[place] ?? `line-${place + 1}`, text }));
  return { salt, clauses: [...clauses, { id: "own", text: own }].filter(({ text }) => text.trim() !== "") };
}

/** One order for everybody: by id, own words last. */
export function inOrder(clauses: readonly Clause[]): Clause[] {
  const kept = clauses.map(({ id, text }) => ({ id, text: text.trim() })).filter(({ text }) => text !== "");
  return kept.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

export function agreementDigest(text: string): string {
  return sha256Hex(`fermata-agreement/1\n${text}`);
}

/** Agreements of a space are versions of one item, whose id both members can work out. */
export function agreementItem(space: string): string {
  return uuidFrom(sha256(utf8(`fermata-agreement/1\n${space}`)));
}

/** Where one member keeps what they think of each clause: an item only they write, whose id all can work out. */
export function sideItem({ space, person }: { space: string; person: string }): string {
  return uuidFrom(sha256(utf8(`fermata-agreement-side/1\n${space}\n${person}`)));
}

/** @returns base64, 64 bytes */
export async function signAgreement(signable: Signable, sign: Signer): Promise<string> {
  return base64.encode(await sign(utf8(proofText(signable))));
}

/** @throws {@link Tampered} `forged` unless this person signed exactly this */
export async function checkProof({ signable, proof, publicKey }: { signable: Signable; proof: string; publicKey: string }): Promise<void> {
  const holds = await verify({ signature: bytesOf(proof), message: utf8(proofText(signable)), publicKey });
  if (!holds) throw new Tampered("forged");
}

function proofText({ space, number, digest }: Signable): string {
  return `fermata-agreement/1\n${space}\n${number}\n${digest}`;
}

function bytesOf(proof: string): Uint8Array {
  try {
    return base64.decode(proof);
  } catch {
    return new Uint8Array(0); // no signature has this length
  }
}
