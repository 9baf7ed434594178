/**
 * A passkey that gives a secret (WebAuthn PRF): HKDF makes it an ordinary age identity, so the unlock
 * file is an ordinary age file and later uses need no second tap.
 *
 * Trap: `credential.toJSON()` carries the PRF secret. Whoever sends an assertion to a server builds it
 * field by field.
 */
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { accountFile, readAccountFile, type Account } from "./account.ts";
import { identityOf, openWith, recipientOf, sealTo } from "./age.ts";
import { utf8 } from "./bytes.ts";
import { Misread } from "./tampered.ts";

/**
 * @param prf 32 bytes from the passkey
 * @returns an age identity whose secret does not begin with a zero byte (see age.ts)
 * @throws {@link Misread} `no_prf` for any other length
 */
export function identityFromPrf(prf: Uint8Array): string {
  if (prf.length !== 32) throw new Misread("no_prf");
  for (let round = 1; ; round++) {
    const secret = hkdf(sha256, prf, undefined, utf8(`fermata-prf-unlock/${round}`), 32);
    if (secret[0] !== 0) return identityOf(secret);
  }
}

export async function lockWithPrf({ account, prf }: { account: Account; prf: Uint8Array }): Promise<Uint8Array> {
  return sealTo([await recipientOf(identityFromPrf(prf))], utf8(accountFile(account)));
}

/** @returns `null` when the file was made with another passkey. @throws {@link Tampered} `damaged`, `wrong_format` */
export async function openWithPrf({ file, prf }: { file: Uint8Array; prf: Uint8Array }): Promise<Account | null> {
  const plain = await openWith(identityFromPrf(prf), file);
  return plain && readAccountFile(plain);
}
