/**
 * What the server asks of passkeys, turned from JSON into what browsers take; and a passkey's answer turned back.
 *
 * Trap: `credential.toJSON()` and `getClientExtensionResults()` carry the secret that opens a space (PRF). What is
 * sent is therefore built here, field by field, from the fields the server needs and no others.
 */

export interface Question {
  publicKey: { challenge: string; rpId: string; timeout?: number; allowCredentials?: Known[] };
}

export interface Making {
  publicKey: {
    rp: { id: string; name: string };
    user: { id: string; name: string; displayName: string };
    challenge: string;
    pubKeyCredParams: { type: "public-key"; alg: number }[];
    timeout?: number;
    excludeCredentials?: Known[];
  };
}

interface Known {
  type: "public-key";
  id: string;
}

export interface Answered {
  id: string;
  response: Record<string, string>;
}

/** Any passkey of this site will do, with its owner's finger, face or PIN. */
export function toSignIn({ publicKey }: Question, extensions: AuthenticationExtensionsClientInputs): PublicKeyCredentialRequestOptions {
  return {
    challenge: fromBase64Url(publicKey.challenge),
    rpId: publicKey.rpId,
    userVerification: "required",
    extensions,
    ...(publicKey.timeout === undefined ? {} : { timeout: publicKey.timeout }),
    ...(publicKey.allowCredentials === undefined ? {} : { allowCredentials: publicKey.allowCredentials.map(known) }),
  };
}

/** One that is found without typing a name. */
export function toMake({ publicKey }: Making, extensions: AuthenticationExtensionsClientInputs): PublicKeyCredentialCreationOptions {
  return {
    rp: publicKey.rp,
    user: { ...publicKey.user, id: fromBase64Url(publicKey.user.id) },
    challenge: fromBase64Url(publicKey.challenge),
    pubKeyCredParams: publicKey.pubKeyCredParams,
    excludeCredentials: (publicKey.excludeCredentials ?? []).map(known),
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    attestation: "none",
    extensions,
    ...(publicKey.timeout === undefined ? {} : { timeout: publicKey.timeout }),
  };
}

/** The answer to {@link toSignIn}, fit to be sent. */
export function answered(credential: PublicKeyCredential): Answered {
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response as AuthenticatorAssertionResponse;
  return {
    id: toBase64Url(credential.rawId),
    response: {
      clientDataJSON: toBase64Url(clientDataJSON),
      authenticatorData: toBase64Url(authenticatorData),
      signature: toBase64Url(signature),
      userHandle: toBase64Url(userHandle ?? new ArrayBuffer(0)),
    },
  };
}

/** The answer to {@link toMake}, fit to be sent. */
export function made(credential: PublicKeyCredential): Answered {
  const { clientDataJSON, attestationObject } = credential.response as AuthenticatorAttestationResponse;
  return {
    id: toBase64Url(credential.rawId),
    response: { clientDataJSON: toBase64Url(clientDataJSON), attestationObject: toBase64Url(attestationObject) },
  };
}

export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

export function toBase64Url(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function known({ id }: Known): PublicKeyCredentialDescriptor {
  return { type: "public-key", id: fromBase64Url(id) };
}
