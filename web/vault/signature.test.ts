import assert from "node:assert/strict";
import test from "node:test";
import { ed25519 } from "@noble/curves/ed25519.js";
import { hex, isSoundKey, publicKeyOf, randomBytes, signerOf, signingKey, utf8, verify, verifyPlainly } from "./index.ts";

// The eight points of small order and the ways to write them that a lax reader takes (RFC 8032, ed25519 "speccheck").
const SMALL = [
  "0100000000000000000000000000000000000000000000000000000000000000", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "0000000000000000000000000000000000000000000000000000000000000000", "0000000000000000000000000000000000000000000000000000000000000080",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
];
const NOT_CANONICAL = [
  "0100000000000000000000000000000000000000000000000000000000000080", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
];
const TORSION = ed25519.Point.fromBytes(hex.decode(SMALL[4]!));

async function both(order: { signature: Uint8Array; message: Uint8Array; publicKey: string }): Promise<boolean[]> {
  const plainly = isSoundKey(order.publicKey) && order.signature.length === 64 && verifyPlainly(order);
  return [await verify(order), plainly];
}

test("WebCrypto and plain code sign alike, and each verifies the other", async () => {
  const seed = randomBytes(32);
  const publicKey = publicKeyOf(seed);
  for (const text of ["", "hello", "x".repeat(5000)]) {
    const message = utf8(text);
    const [one, two] = [await signerOf((await signingKey(seed))!)(message), await signerOf(seed)(message)];
    assert.deepEqual(one, two);
    assert.deepEqual(await both({ signature: one, message, publicKey }), [true, true]);
    assert.deepEqual(await both({ signature: one, message: utf8(`${text}.`), publicKey }), [false, false]);
  }
});

test("keys of small order or written crookedly are refused, even with a signature that would hold", async () => {
  for (const publicKey of [...SMALL, ...NOT_CANONICAL]) {
    assert.equal(isSoundKey(publicKey), false, publicKey);
    const signature = new Uint8Array(64);
    signature[0] = 1;
    assert.deepEqual(await both({ signature, message: utf8("x"), publicKey }), [false, false]);
  }
});

test("a key with a crooked part is refused", () => {
  const crooked = ed25519.Point.BASE.multiply(9n).add(TORSION);
  assert.equal(isSoundKey(hex.encode(crooked.toBytes())), false);
  assert.equal(isSoundKey("ff".repeat(32)), false);
});

test("a crooked key is refused with a signature that would hold: where the challenge is a multiple of eight, its crooked part vanishes", async () => {
  const order = ed25519.Point.Fn.ORDER;
  const [scalar, nonce] = [9n, 12345n];
  const publicKey = hex.encode(ed25519.Point.BASE.multiply(scalar).add(TORSION).toBytes());
  const commitment = ed25519.Point.BASE.multiply(nonce).toBytes();
  const challengeOf = async (message: Uint8Array) =>
    littleEndian(await sha512(new Uint8Array([...commitment, ...hex.decode(publicKey), ...message]))) % order;
  let message = utf8("");
  for (let i = 0; (await challengeOf(message)) % 8n !== 0n; i++) message = utf8(String(i));
  const signature = new Uint8Array([...commitment, ...bytesOf((nonce + (await challengeOf(message)) * scalar) % order)]);
  assert.equal(ed25519.verify(signature, message, hex.decode(publicKey), { zip215: true }), true, "the equation holds");
  assert.deepEqual(await both({ signature, message, publicKey }), [false, false]);
});

test("a signature with a crooked R holds for neither", async () => {
  const seed = randomBytes(32);
  const publicKey = publicKeyOf(seed);
  const message = utf8("x");
  const order = ed25519.Point.Fn.ORDER;
  const nonce = 12345n;
  const commitment = ed25519.Point.BASE.multiply(nonce).add(TORSION).toBytes();
  const { scalar } = ed25519.utils.getExtendedPublicKey(seed);
  const challenge = littleEndian(await sha512(new Uint8Array([...commitment, ...hex.decode(publicKey), ...message]))) % order;
  const response = (nonce + challenge * scalar) % order;
  const signature = new Uint8Array([...commitment, ...bytesOf(response)]);
  assert.equal(ed25519.verify(signature, message, hex.decode(publicKey), { zip215: false }), true, "the lax equation takes it");
  assert.deepEqual(await both({ signature, message, publicKey }), [false, false]);
});

test("S must be below the order, and a signature has 64 bytes", async () => {
  const seed = randomBytes(32);
  const publicKey = publicKeyOf(seed);
  const message = utf8("x");
  const signature = await signerOf(seed)(message);
  const higher = new Uint8Array([...signature.subarray(0, 32), ...bytesOf(littleEndian(signature.slice(32)) + ed25519.Point.Fn.ORDER)]);
  assert.deepEqual(await both({ signature: higher, message, publicKey }), [false, false]);
  assert.deepEqual(await both({ signature: signature.subarray(1), message, publicKey }), [false, false]);
});

test("a browser without Ed25519 verifies all the same, and never throws", async () => {
  const seed = randomBytes(32);
  const publicKey = publicKeyOf(seed);
  const message = utf8("x");
  const signature = await signerOf(seed)(message);
  const genuine = crypto.subtle.importKey;
  crypto.subtle.importKey = () => Promise.reject(new DOMException("", "NotSupportedError"));
  try {
    assert.equal(await signingKey(seed), null);
    assert.equal(await verify({ signature, message, publicKey }), true);
    assert.equal(await verify({ signature, message: utf8("y"), publicKey }), false);
    assert.equal(await verify({ signature: new Uint8Array([...signature, 0]), message, publicKey }), false);
  } finally {
    crypto.subtle.importKey = genuine;
  }
});

async function sha512(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-512", bytes as BufferSource));
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function bytesOf(number: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((number >> BigInt(8 * i)) & 255n));
}
