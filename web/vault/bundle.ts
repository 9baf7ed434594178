/**
 * A bundle: the public half of an account, as it stands in the log of keys. Signed by itself, which
 * proves that whoever published the age half also holds the signing half.
 */
import { accountSigner, type AccountKeys } from "./account.ts";
import { base64, sha256Hex, utf8 } from "./bytes.ts";
import { isCount, isHash, isHashOrNone, isId, readExactly, type Shape } from "./shape.ts";
import { verify } from "./signature.ts";
import { Tampered } from "./tampered.ts";

export interface Bundle {
  v: 1;
  /** The person's id. */
  user: string;
  /** `age1...` */
  age: string;
  /** Ed25519 public key, 64 hexadecimal digits. */
  sign: string;
  /** 0 for a person's first account, then 1, 2 ... */
  seq: number;
  /** Fingerprint of the person's bundle before this one; "" for the first. */
  prev: string;
  /** base64, 64 bytes, over {@link bundleText}. */
  sig: string;
}

const RECIPIENT = /^age1[0-9a-z]{58}$/;
const SIGNATURE = /^[A-Za-z0-9+/]{86}==$/;

const SHAPE: Shape<Bundle> = {
  v: (value) => value === 1,
  user: isId,
  age: (value) => typeof value === "string" && RECIPIENT.test(value),
  sign: isHash,
  seq: isCount,
  prev: isHashOrNone,
  sig: (value) => typeof value === "string" && SIGNATURE.test(value),
};

/** @param former the person's newest bundle so far, or `null` for their first */
export async function makeBundle(order: { user: string; keys: AccountKeys; former: Bundle | null }): Promise<Bundle> {
  const { user, keys, former } = order;
  const place = former ? { seq: former.seq + 1, prev: fingerprint(former) } : { seq: 0, prev: "" };
  const bundle: Bundle = { v: 1, user, age: keys.recipient, sign: keys.publicKey, ...place, sig: "" };
  bundle.sig = base64.encode(await accountSigner(keys)(utf8(bundleText(bundle))));
  return bundle;
}

/** What a bundle's signature stands under. */
function bundleText(bundle: Bundle): string {
  return `fermata-key/1\n${bundle.user}\n${bundle.age}\n${bundle.sign}\n${bundle.seq}\n${bundle.prev}\n`;
}

/** What the log keeps and hashes: names in this order, no spaces. */
export function canonicalBundle({ v, user, age, sign, seq, prev, sig }: Bundle): string {
  return JSON.stringify({ v, user, age, sign, seq, prev, sig });
}

/** 64 hexadecimal digits that stand for these keys of this person. */
export function fingerprint(bundle: Pick<Bundle, "user" | "age" | "sign">): string {
  return sha256Hex(`fermata-fp/1\n${bundle.user}\n${bundle.age}\n${bundle.sign}\n`);
}

/**
 * Read a bundle in its canonical form and check it.
 * @throws {@link Tampered} `wrong_format`, or `forged` when its signature or its keys do not hold
 */
export async function readBundle(text: string): Promise<Bundle> {
  const bundle = readExactly<Bundle>(text, SHAPE);
  const holds = await verify({ signature: base64.decode(bundle.sig), message: utf8(bundleText(bundle)), publicKey: bundle.sign });
  if (!holds) throw new Tampered("forged");
  return bundle;
}
