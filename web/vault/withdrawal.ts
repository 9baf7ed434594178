/**
 * Taking a text back. The server does not know who wrote an item; it keeps the hash of a token that
 * only the author can make, on any device, and erases for whoever shows it.
 */
import { mark } from "./account.ts";
import { hex, sha256Hex, uuidFrom } from "./bytes.ts";

/** @returns 64 hexadecimal digits */
export async function withdrawalToken({ marker, item }: { marker: CryptoKey; item: string }): Promise<string> {
  return hex.encode(await mark(marker, `fermata-withdraw/1\n${item}`));
}

/** What the server keeps: SHA-256 of the token's 64 digits. */
export function withdrawalHash(token: string): string {
  return sha256Hex(token);
}

/** Where an author keeps a copy of what they take back: the same place however often it is copied, and only they can tell. */
export async function copyItem({ marker, item }: { marker: CryptoKey; item: string }): Promise<string> {
  return uuidFrom(await mark(marker, `fermata-copy/1\n${item}`));
}
