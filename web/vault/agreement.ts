/**
 * The agreement: a text two people sign. What they sign is its salted hash, so the server can see that
 * both signed the same text and cannot guess which.
 */
import { base64, hex, randomBytes, sha256Hex, utf8, uuidFrom } from "./bytes.ts";
import { sha256 } from "@noble/hashes/sha2.js";
import { isHash, isListOf, isText, readExactly, type Shape } from "./shape.ts";
import { verify, type Signer } from "./signature.ts";
import { Tampered } from "./tampered.ts";

export interface Agreement {
  /** 32 random bytes, in hexadecimal. */
  salt: string;
  lines: string[];
  own: string;
}

/** What a signature stands under. `number` counts the proposals of a space from 1. */
export interface Signable {
  space: string;
  number: number;
  /** 64 hexadecimal digits, see {@link agreementDigest}. */
  digest: string;
}

const SHAPE: Shape<Agreement> = { salt: isHash, lines: isListOf(isText), own: isText };

/** The canonical text of a new proposal, freshly salted. */
export function agreementText({ lines, own }: { lines: string[]; own: string }): string {
  return JSON.stringify({ salt: hex.encode(randomBytes(32)), lines, own });
}

/** @throws {@link Tampered} `wrong_format`; `swapped` when it is not the text of this digest */
export function readAgreement({ text, digest }: { text: string; digest: string }): Agreement {
  const agreement = readExactly<Agreement>(text, SHAPE);
  if (agreementDigest(text) !== digest) throw new Tampered("swapped");
  return agreement;
}

export function agreementDigest(text: string): string {
  return sha256Hex(`fermata-agreement/1\n${text}`);
}

/** Agreements of a space are versions of one item, whose id both members can work out. */
export function agreementItem(space: string): string {
  return uuidFrom(sha256(utf8(`fermata-agreement/1\n${space}`)));
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
