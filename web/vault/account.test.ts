import assert from "node:assert/strict";
import test from "node:test";
import { AMARA, AT, flipped, NOTE, OTHER_NOTE, refused, someone } from "./cast.ts";
import {
  accountFile, accountKeys, hardened, identityFromPrf, identityOf, lockWithPrf, mark, newAccount, newIdentity, openDraft, openWith, openWithPrf,
  pinsItem, pinsText, readAccountFile, readPins, recipientOf, sealDraft, sealTo, utf8, withdrawalHash, withdrawalToken, joinPins, pinned,
} from "./index.ts";

test("an account file is read back as it was written, and nothing else is one", async () => {
  const account = newAccount();
  const text = accountFile(account);
  assert.deepEqual(readAccountFile(utf8(text)), account);
  await refused(() => readAccountFile(utf8(text.replace(/^# fermata-sign.*$/m, ""))), "wrong_format");
  await refused(() => readAccountFile(utf8(text.replace(/^AGE-.*$/m, ""))), "wrong_format");
  await refused(() => readAccountFile(utf8(text + text)), "wrong_format");
  await refused(() => readAccountFile(utf8(text.replace(/^(# fermata-sign-1 ).*$/m, "$1AAAA"))), "wrong_format");
  await refused(() => readAccountFile(new Uint8Array([255, 254, 0])), "wrong_format");
});

test("no key of ours begins with a zero byte, which WebKit cannot import", async () => {
  const drawn = crypto.getRandomValues.bind(crypto);
  let calls = 0;
  crypto.getRandomValues = <T extends ArrayBufferView | null>(bytes: T): T => {
    drawn(bytes as never);
    if (calls++ === 0) (bytes as unknown as Uint8Array)[0] = 0;
    return bytes;
  };
  try {
    newIdentity();
    assert.equal(calls, 2, "the zero key was not drawn again");
  } finally {
    crypto.getRandomValues = drawn;
  }
});

test("an encryption that meets WebKit's DataError is done again, another error is not", async () => {
  const { recipient } = await accountKeys(newAccount());
  const genuine = crypto.subtle.importKey;
  for (const [name, failures, succeeds] of [["DataError", 2, true], ["DataError", 99, false], ["OperationError", 1, false]] as const) {
    let left: number = failures;
    crypto.subtle.importKey = function (this: SubtleCrypto, ...order: unknown[]) {
      if (left-- > 0) return Promise.reject(new DOMException("", name));
      return (genuine as (...order: unknown[]) => unknown).apply(crypto.subtle, order);
    } as never;
    try {
      const sealing = sealTo([recipient], utf8("x"));
      await (succeeds ? sealing : assert.rejects(sealing, { name }));
    } finally {
      crypto.subtle.importKey = genuine;
    }
  }
});

test("a browser without these keys still opens and signs, with the plain ones", async () => {
  const account = newAccount();
  const genuine = crypto.subtle.importKey;
  crypto.subtle.importKey = function (this: SubtleCrypto, ...order: unknown[]) {
    const name = (order[2] as { name: string }).name;
    if (name !== "HMAC") return Promise.reject(new DOMException("", "NotSupportedError"));
    return (genuine as (...order: unknown[]) => unknown).apply(crypto.subtle, order);
  } as never;
  try {
    const keys = await accountKeys(account);
    assert.equal(keys.identity, account.age);
    assert.equal(keys.signer, account.sign);
    assert.deepEqual(await openWith(keys.identity, await sealTo([keys.recipient], utf8("x"))), utf8("x"));
  } finally {
    crypto.subtle.importKey = genuine;
  }
});

test("keys for use cannot be read back", async () => {
  const keys = await accountKeys(newAccount());
  for (const key of [keys.identity, keys.signer, keys.marker, keys.draftMarker] as CryptoKey[]) {
    assert.equal(key.extractable, false);
  }
});

test("a passkey's secret opens the account; another's does not", async () => {
  const account = newAccount();
  const prf = crypto.getRandomValues(new Uint8Array(32));
  const file = await lockWithPrf({ account, prf });
  assert.deepEqual(await openWithPrf({ file, prf }), account);
  assert.equal(await openWithPrf({ file, prf: new Uint8Array(32) }), null);
  await refused(() => identityFromPrf(prf.subarray(1)), "no_prf");
  await refused(openWithPrf({ file: flipped(file, file.length - 1), prf }), "damaged");
});

test("an identity opens as text and as a key alike, and says so when a byte was changed", async () => {
  const identity = identityOf(new Uint8Array(32).fill(7));
  const file = await sealTo([await recipientOf(identity)], utf8("hello"));
  for (const form of [identity, await hardened(identity)]) {
    assert.deepEqual(await openWith(form, file), utf8("hello"));
    await refused(openWith(form, flipped(file, file.length - 1)), "damaged");
    await refused(openWith(form, flipped(file, 3)), "damaged");
  }
  assert.equal(await openWith(newIdentity(), file), null);
});

test("a draft opens for its writer and its place only, and the server cannot make one up", async () => {
  const amara = await someone(AMARA);
  const file = await sealDraft({ keys: amara.keys, slot: NOTE, at: AT, text: "half a sen" });
  assert.deepEqual(await openDraft({ file, slot: NOTE, keys: amara.keys }), { text: "half a sen", at: AT });
  const opening = (bytes: Uint8Array, slot = NOTE) => openDraft({ file: bytes, slot, keys: amara.keys });
  await refused(opening(file, OTHER_NOTE), "swapped");
  const stranger = await someone(AMARA);
  assert.equal(await openDraft({ file, slot: NOTE, keys: stranger.keys }), null);
  const made = { recipient: amara.keys.recipient, draftMarker: stranger.keys.draftMarker };
  await refused(opening(await sealDraft({ keys: made, slot: NOTE, at: AT, text: "forged" })), "forged");
  await refused(opening(flipped(file, file.length - 1)), "damaged");
  const inside = async (text: string) => opening(await sealTo([amara.keys.recipient], utf8(text)));
  const line = `fermata-draft/1 ${"A".repeat(43)}=\n`;
  const head = `{"slot":"${NOTE}","at":"${AT}","len":2}`;
  await refused(inside("no line"), "unsigned");
  await refused(inside("fermata-draft/2 x\n{}"), "unsigned");
  await refused(inside(`${line}{"slot":"x"}\n\nhi`), "wrong_format");
  await refused(inside(`${line}${head}\n\nhi`), "wrong_size");
  await refused(opening(await sealTo([amara.keys.recipient], new Uint8Array([255, 10]))), "wrong_format");
  const padded = `${line}${head}\n\nhi`.padEnd(1024, "\n");
  await refused(inside(padded), "forged");
  await refused(inside(`${padded.slice(0, -3)}PS\n`), "wrong_size");
});

test("tokens and ids come from the account alone and are the same on every device", async () => {
  const account = newAccount();
  const [one, two, other] = [await accountKeys(account), await accountKeys(account), (await someone(AMARA)).keys];
  const token = await withdrawalToken({ marker: one.marker, item: NOTE });
  assert.equal(token, await withdrawalToken({ marker: two.marker, item: NOTE }));
  assert.notEqual(token, await withdrawalToken({ marker: other.marker, item: NOTE }));
  assert.notEqual(token, await withdrawalToken({ marker: one.marker, item: OTHER_NOTE }));
  assert.match(withdrawalHash(token), /^[0-9a-f]{64}$/);
  assert.equal(await pinsItem({ marker: one.marker, space: NOTE }), await pinsItem({ marker: two.marker, space: NOTE }));
  assert.match(await pinsItem({ marker: one.marker, space: NOTE }), /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notDeepEqual(await mark(one.marker, "x"), await mark(one.draftMarker, "x"));
});

test("pins are read exactly, and two devices' pins join", async () => {
  const mine = { v: 1 as const, confirmed: { [AMARA]: "aa".repeat(32) }, met: {}, aseq: { [NOTE]: 3 } };
  const theirs = { v: 1 as const, confirmed: {}, met: { [AMARA]: "bb".repeat(32) }, aseq: { [NOTE]: 5, [OTHER_NOTE]: 1 } };
  assert.deepEqual(readPins(pinsText(mine)), mine);
  await refused(() => readPins('{"v":2,"confirmed":{},"met":{},"aseq":{}}'), "wrong_format");
  const joined = joinPins({ mine, theirs });
  assert.deepEqual(joined.aseq, { [NOTE]: 5, [OTHER_NOTE]: 1 });
  assert.deepEqual(pinned(joined), { [AMARA]: "aa".repeat(32) });
});
