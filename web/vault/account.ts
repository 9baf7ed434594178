/**
 * The account: one age identity to open things, one Ed25519 seed to sign them.
 *
 * Written down it is an ordinary identity file of the age tool (`age -d -i`); the seed stands in a
 * comment. Opened for use it becomes {@link Keys}, which may hold keys nobody can read back.
 */
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { hardened, newIdentity, recipientOf, type Identity } from "./age.ts";
import { base64, randomBytes, utf8 } from "./bytes.ts";
import { readText } from "./shape.ts";
import { publicKeyOf, signerOf, signingKey, type Signer } from "./signature.ts";
import { Tampered } from "./tampered.ts";

export interface Account {
  /** `AGE-SECRET-KEY-1...` */
  age: string;
  /** Ed25519 seed, 32 bytes. */
  sign: Uint8Array;
}

/**
 * An account ready for use. All four can be non-extractable CryptoKeys, which browsers can store.
 * `marker` makes ids and tokens only this account can make; `draftMarker` does nothing but vouch for drafts.
 */
export interface AccountKeys {
  identity: Identity;
  signer: CryptoKey | Uint8Array;
  marker: CryptoKey;
  draftMarker: CryptoKey;
  /** `age1...` */
  recipient: string;
  /** Ed25519 public key, 64 hexadecimal digits. */
  publicKey: string;
}

const SEED_LINE = /^# fermata-sign-1 ([A-Za-z0-9+/]{43}=)$/gm;
const IDENTITY_LINE = /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/gm;

export function newAccount(): Account {
  return { age: newIdentity(), sign: randomBytes(32) };
}

/** The account as a text file that `age -d -i` takes. */
export function accountFile(account: Account): string {
  return [
    "# Fermata account key. Keep this file secret.",
    "# Use it with the ordinary age tool:  age -d -i this-file something.age",
    `# fermata-sign-1 ${base64.encode(account.sign)}`,
    account.age,
    "",
  ].join("\n");
}

/** @throws {@link Tampered} `wrong_format` unless it holds exactly one identity and one seed */
export function readAccountFile(file: Uint8Array): Account {
  const text = readText(file);
  const seeds = [...text.matchAll(SEED_LINE)];
  const identities = [...text.matchAll(IDENTITY_LINE)];
  if (seeds.length !== 1 || identities.length !== 1) throw new Tampered("wrong_format");
  return { age: identities[0]![0], sign: base64.decode(seeds[0]![1]!) };
}

/** Make an account ready for use, with keys that cannot be read back wherever the browser has them. */
export async function accountKeys(account: Account): Promise<AccountKeys> {
  return {
    identity: await hardened(account.age),
    signer: (await signingKey(account.sign)) ?? account.sign,
    marker: await markerOf(account, "fermata-mark/1"),
    draftMarker: await markerOf(account, "fermata-draft-mark/1"),
    recipient: await recipientOf(account.age),
    publicKey: publicKeyOf(account.sign),
  };
}

export function accountSigner(keys: AccountKeys): Signer {
  return signerOf(keys.signer);
}

/** HMAC-SHA-256 of a text: 32 bytes that only the holder of this key can make. */
export async function mark(marker: CryptoKey, text: string | Uint8Array): Promise<Uint8Array> {
  const bytes = typeof text === "string" ? utf8(text) : text;
  return new Uint8Array(await crypto.subtle.sign("HMAC", marker, bytes as BufferSource));
}

async function markerOf(account: Account, label: string): Promise<CryptoKey> {
  const secret = hkdf(sha256, account.sign, undefined, utf8(label), 32);
  return crypto.subtle.importKey("raw", secret as BufferSource, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}
