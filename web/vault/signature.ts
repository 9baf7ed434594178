/**
 * Ed25519 (RFC 8032), verified so strictly that WebCrypto and plain code always agree.
 *
 * Implementations differ on keys of small or mixed order and on whether the equation is multiplied by
 * eight. We refuse every key outside the prime-order group before use; with those gone, only a crooked
 * R can still tell two implementations apart, so plain code checks that as well.
 */
import { ed25519 } from "@noble/curves/ed25519.js";
import { hex, join } from "./bytes.ts";

/** Signs bytes; 64 bytes come back. */
export type Signer = (message: Uint8Array) => Promise<Uint8Array>;

const ED25519_PKCS8 = hex.decode("302e020100300506032b657004220420");
const soundKeys = new Map<string, boolean>();
const verifyingKeys = new Map<string, CryptoKey>();

/** @param seed 32 bytes. @returns the public key in 64 hexadecimal digits */
export function publicKeyOf(seed: Uint8Array): string {
  return hex.encode(ed25519.getPublicKey(seed));
}

/** The signing key as a CryptoKey that cannot be read back, or `null` where the browser has no Ed25519. */
export async function signingKey(seed: Uint8Array): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey("pkcs8", join(ED25519_PKCS8, seed), { name: "Ed25519" }, false, ["sign"]);
  } catch {
    return null;
  }
}

/** @param key a CryptoKey for Ed25519, or the seed of 32 bytes */
export function signerOf(key: CryptoKey | Uint8Array): Signer {
  if (key instanceof Uint8Array) return async (message) => ed25519.sign(message, key);
  return async (message) => new Uint8Array(await crypto.subtle.sign({ name: "Ed25519" }, key, message as BufferSource));
}

/** @param publicKey 64 hexadecimal digits. @returns whether it is a point of the prime-order group, written in the one right way */
export function isSoundKey(publicKey: string): boolean {
  let sound = soundKeys.get(publicKey);
  if (sound === undefined) soundKeys.set(publicKey, (sound = isPrimeOrderPoint(hex.decode(publicKey))));
  return sound;
}

/**
 * @param signature 64 bytes
 * @param publicKey 64 hexadecimal digits
 * @returns whether it holds, strictly; never throws
 */
export async function verify(order: { signature: Uint8Array; message: Uint8Array; publicKey: string }): Promise<boolean> {
  if (order.signature.length !== 64 || !isSoundKey(order.publicKey)) return false;
  try {
    const key = await verifyingKey(order.publicKey);
    return await crypto.subtle.verify({ name: "Ed25519" }, key, order.signature as BufferSource, order.message as BufferSource);
  } catch {
    return verifyPlainly(order);
  }
}

async function verifyingKey(publicKey: string): Promise<CryptoKey> {
  const known = verifyingKeys.get(publicKey);
  if (known !== undefined) return known;
  const made = await crypto.subtle.importKey("raw", hex.decode(publicKey) as BufferSource, { name: "Ed25519" }, false, ["verify"]);
  verifyingKeys.set(publicKey, made);
  return made;
}

/** The same answer without WebCrypto. The caller has checked the key. */
export function verifyPlainly(order: { signature: Uint8Array; message: Uint8Array; publicKey: string }): boolean {
  const { signature, message, publicKey } = order;
  return isPrimeOrderPoint(signature.slice(0, 32), { mayBeZero: true }) && ed25519.verify(signature, message, hex.decode(publicKey), { zip215: false });
}

function isPrimeOrderPoint(bytes: Uint8Array, { mayBeZero = false } = {}): boolean {
  try {
    const point = ed25519.Point.fromBytes(bytes, false);
    if (point.is0()) return mayBeZero;
    return point.isTorsionFree();
  } catch {
    return false;
  }
}
