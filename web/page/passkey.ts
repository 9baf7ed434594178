/**
 * A passkey that also gives a secret of its own (WebAuthn PRF), with which a space can be opened.
 *
 * Trap: `credential.toJSON()` carries that secret. Nothing here is ever sent; whoever sends an assertion or an
 * attestation to the server builds it field by field.
 */

/** Fixed for ever: another label gives another secret, and every passkey made before would open nothing. */
const LABEL = "fermata unlock 1";

export class NoPasskey extends Error {
  /** `passkey_stopped`: the person or the device broke off. `no_prf`: this passkey can sign in, and open nothing. */
  readonly code: "passkey_stopped" | "no_prf" | "no_passkeys";
  readonly params = {};

  constructor(code: NoPasskey["code"]) {
    super(code);
    this.code = code;
  }
}

export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential === "function" && navigator.credentials !== undefined;
}

/** What any ceremony asks for, so that one touch signs in and opens; also when a passkey is made. */
export function askForSecret(): AuthenticationExtensionsClientInputs {
  return { prf: { eval: { first: new TextEncoder().encode(LABEL) } } };
}

/** @returns 32 bytes, or `null` when this passkey gives none */
export function secretIn(credential: PublicKeyCredential): Uint8Array | null {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  if (first === undefined) return null;
  return first instanceof ArrayBuffer ? new Uint8Array(first) : new Uint8Array(first.buffer, first.byteOffset, first.byteLength);
}

/**
 * One touch. Nothing is sent: the challenge is our own, since only the secret is wanted.
 * @param only ids of the passkeys to ask for; any of this site when empty
 */
export async function touchPasskey(only: BufferSource[] = []): Promise<{ secret: Uint8Array; credential: string }> {
  if (!hasPasskeys()) throw new NoPasskey("no_passkeys");
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    rpId: location.hostname,
    userVerification: "required",
    allowCredentials: only.map((id) => ({ type: "public-key" as const, id })),
    extensions: askForSecret(),
  };
  const found = await navigator.credentials.get({ publicKey }).catch(() => null);
  if (!(found instanceof PublicKeyCredential)) throw new NoPasskey("passkey_stopped");
  const secret = secretIn(found);
  if (secret === null) throw new NoPasskey("no_prf");
  return { secret, credential: found.id };
}
