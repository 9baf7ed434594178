/**
 * The age format (age-encryption.org/v1), through npm `age-encryption`, with the traps around it closed.
 *
 * WebKitGTK cannot import an X25519 private key whose first byte is zero (DataError, 1 key in 256), and
 * the package falls back to plain code only on NotSupportedError. So we never keep such a key, and when
 * an ephemeral one happens to be such a key we simply encrypt again.
 */
import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";
import { bech32 } from "@scure/base";
import { hex, join, randomBytes } from "./bytes.ts";
import { Tampered } from "./tampered.ts";

/** `AGE-SECRET-KEY-1...` or a non-extractable X25519 CryptoKey. */
export type Identity = string | CryptoKey;

const NO_MATCH = "no identity matched any of the file's recipients"; // age-encryption 0.3.1, pinned and tested
const X25519_PKCS8 = hex.decode("302e020100300506032b656e04220420");
const TRIES = 6;
const decrypters = new WeakMap<CryptoKey, Decrypter>();

/** A new `AGE-SECRET-KEY-1...` that every browser can import. */
export function newIdentity(): string {
  for (;;) {
    const secret = randomBytes(32);
    if (secret[0] !== 0) return identityOf(secret);
  }
}

/** @param secret 32 bytes */
export function identityOf(secret: Uint8Array): string {
  return bech32.encodeFromBytes("AGE-SECRET-KEY-", secret).toUpperCase();
}

/** The public half, `age1...`. */
export async function recipientOf(identity: Identity): Promise<string> {
  return identityToRecipient(identity);
}

/** The same identity as a CryptoKey that cannot be read back, or the string where the browser has no X25519. */
export async function hardened(identity: string): Promise<Identity> {
  const pkcs8 = join(X25519_PKCS8, bech32.decodeToBytes(identity).bytes);
  try {
    return await crypto.subtle.importKey("pkcs8", pkcs8, { name: "X25519" }, false, ["deriveBits"]);
  } catch {
    return identity;
  }
}

/** @param recipients one or more `age1...` */
export async function sealTo(recipients: string[], plain: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return again(() => encrypter.encrypt(plain)) as Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * @returns the plaintext, or `null` when it was sealed for somebody else
 * @throws {@link Tampered} `damaged` when it is no age file or its bytes were changed
 */
export async function openWith(identity: Identity, file: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> {
  return drain(decrypterFor(identity), file);
}

/** Like {@link openWith}, for a file locked with words. The caller has checked its cost. */
export async function openWithWords(words: string, file: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(words);
  return drain(decrypter, file);
}

/** A decrypter works out its public half anew, so one is kept for each key; not for text, which cannot be forgotten. */
function decrypterFor(identity: Identity): Decrypter {
  const known = typeof identity === "string" ? undefined : decrypters.get(identity);
  if (known !== undefined) return known;
  const made = new Decrypter();
  made.addIdentity(identity);
  if (typeof identity !== "string") decrypters.set(identity, made);
  return made;
}

/**
 * The package's own reader goes through `new Response(stream)`, which reports a changed byte as a
 * network fault in Chromium ("Failed to fetch"). Draining the stream ourselves keeps the real error.
 */
async function drain(decrypter: Decrypter, file: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const stream = await decrypter.decrypt(streamOf(file));
    const reader = stream.getReader();
    const parts: Uint8Array[] = [];
    for (let read = await reader.read(); !read.done; read = await reader.read()) parts.push(read.value);
    return join(...parts);
  } catch (error) {
    if ((error as Error).message === NO_MATCH) return null;
    throw new Tampered("damaged");
  }
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if ((error as Error).name !== "DataError" || attempt === TRIES) throw error;
    }
  }
}
