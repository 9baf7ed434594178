/** Bytes and text. UTF-8 is read strictly: a malformed sequence is an error, never a replacement sign. */
import { sha256 } from "@noble/hashes/sha2.js";
import { base64, hex } from "@scure/base";

export { base64, hex };

const writer = new TextEncoder();

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return writer.encode(text) as Uint8Array<ArrayBuffer>;
}

/** @throws TypeError when the bytes are not UTF-8. A byte order mark stays where it is. */
export function readUtf8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

export function join(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** SHA-256 as 64 lower-case hexadecimal digits. */
export function sha256Hex(bytes: Uint8Array | string): string {
  return hex.encode(sha256(typeof bytes === "string" ? utf8(bytes) : bytes));
}

/** @param length in bytes */
export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** A UUID whose 122 free bits are the first 128 bits given (version 8: "made by a rule of our own"). */
export function uuidFrom(bytes: Uint8Array): string {
  const id = bytes.slice(0, 16);
  id[6] = (id[6]! & 0x0f) | 0x80;
  id[8] = (id[8]! & 0x3f) | 0x80;
  return hex.encode(id).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
