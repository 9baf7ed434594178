/** What is sent about a passkey holds what the server needs, and never the secret that opens a space. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, fromBase64Url, made, toBase64Url, toMake, toSignIn, type Making, type Question } from "./ceremony.ts";

const SECRET = new Uint8Array(32).fill(7);
const EXTENSIONS = { prf: { eval: { first: new Uint8Array([1]) } } };

/** A credential as Chromium gives it: two ways to read it whole, both with the secret inside. */
function credential(response: Record<string, ArrayBuffer>): PublicKeyCredential {
  const results = { prf: { results: { first: SECRET.buffer } } };
  return {
    id: "AQID",
    rawId: bytes(1, 2, 3),
    type: "public-key",
    response,
    clientExtensionResults: results,
    getClientExtensionResults: () => results,
    toJSON: () => ({ clientExtensionResults: { prf: { results: { first: toBase64Url(SECRET.buffer) } } } }),
  } as unknown as PublicKeyCredential;
}

function bytes(...values: number[]): ArrayBuffer {
  return new Uint8Array(values).buffer;
}

test("an answer carries its four parts, and nothing of the secret", () => {
  const sent = answered(
    credential({ clientDataJSON: bytes(9), authenticatorData: bytes(255, 254), signature: bytes(251), userHandle: bytes(4) }),
  );

  assert.deepEqual(sent, {
    id: "AQID",
    response: { clientDataJSON: "CQ", authenticatorData: "__4", signature: "-w", userHandle: "BA" },
  });
  assert.ok(!JSON.stringify(sent).includes(toBase64Url(SECRET.buffer)));
});

test("a new passkey is sent in two parts, and nothing of the secret", () => {
  const sent = made(credential({ clientDataJSON: bytes(9), attestationObject: bytes(8) }));

  assert.deepEqual(sent, { id: "AQID", response: { clientDataJSON: "CQ", attestationObject: "CA" } });
  assert.ok(!JSON.stringify(sent).includes(toBase64Url(SECRET.buffer)));
});

test("a passkey without a name of its owner answers with an empty one, which the server refuses", () => {
  const sent = answered(credential({ clientDataJSON: bytes(9), authenticatorData: bytes(1), signature: bytes(2) }));

  assert.equal(sent.response.userHandle, "");
});

test("whatever the server says, the owner must show finger, face or PIN, and the secret is asked for", () => {
  const question = { publicKey: { challenge: "AQ", rpId: "localhost", userVerification: "discouraged" } } as Question;
  const making = {
    publicKey: {
      rp: { id: "localhost", name: "Fermata" },
      user: { id: "AQ", name: "amara@example.org", displayName: "Amara" },
      challenge: "AQ",
      pubKeyCredParams: [{ type: "public-key", alg: -7 }],
      authenticatorSelection: { userVerification: "discouraged" },
    },
  } as Making;

  assert.equal(toSignIn(question, EXTENSIONS).userVerification, "required");
  assert.equal(toMake(making, EXTENSIONS).authenticatorSelection?.userVerification, "required");
  assert.equal(toMake(making, EXTENSIONS).authenticatorSelection?.residentKey, "required");
  assert.equal(toSignIn(question, EXTENSIONS).extensions, EXTENSIONS);
  assert.equal(toMake(making, EXTENSIONS).extensions, EXTENSIONS);
});

test("bytes come back as they went", () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);

  assert.deepEqual(fromBase64Url(toBase64Url(all.buffer)), all);
});
