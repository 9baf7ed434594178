/**
 * Taking a text back. The server does not know who wrote an item; it keeps the hash of a token that
 * only the author can make, on any device, and erases for whoever shows it.
 */
import { mark } from "./account.ts";
import { hex, sha256Hex } from "./bytes.ts";

/** @returns 64 hexadecimal digits */
export async function withdrawalToken({ marker, item }: { marker: CryptoKey; item: string }): Promise<string> {
  return hex.encode(await mark(marker, `fermata-withdraw/1\n${item}`));
}

/** What the server keeps: SHA-256 of the token's 64 digits. */
export function withdrawalHash(token: string): string {
  return sha256Hex(token);
}
