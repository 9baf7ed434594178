import assert from "node:assert/strict";
import test from "node:test";
import { AMARA, BEN, CHIDI, crooked, flipped, HASH, NOTE, OTHER_NOTE, OTHER_SPACE, pair, place, refused, someone, version, write } from "./cast.ts";
import {
  agreementDigest, agreementItem, agreementText, accountSigner, checkNothingWithheld, checkProof, checkStillThere, fingerprint, LARGEST, merge, newIdentity,
  openItem, openSpaceOf, openWith, readSide, sideItem, sideText, type Side, pad, paddedSize, readAgreement, recipientOf, sealItem, sealTo, signAgreement, utf8, verify, base64, hex, readUtf8,
} from "./index.ts";

test("what one member writes the other reads, word for word", async () => {
  const { amara, space } = await pair();
  for (const text of ["", "hello", "two\n\nlines\n\n\n", "\ufeffa mark, ü, 😀, \u202e", "x".repeat(70_000)]) {
    const file = await write(amara, space, text, { about: "this", seen: { [BEN]: 3, [CHIDI]: 1 } });
    const item = await openItem({ file, space, place: place() });
    assert.equal(item?.text, text);
    assert.equal(item.heading.by, AMARA);
    assert.deepEqual(item.heading.seen, { [BEN]: 3, [CHIDI]: 1 });
    assert.equal(item.heading.about, "this");
  }
});

test("a file for another space's key is not for us", async () => {
  const { amara, space } = await pair();
  const elsewhere = { ...space, recipient: await recipientOf(newIdentity()) };
  assert.equal(await openItem({ file: await write(amara, elsewhere, "x"), space, place: place() }), null);
});

test("a changed byte is damage, wherever it is", async () => {
  const { amara, space } = await pair();
  const file = await write(amara, space, "hello");
  for (const at of [0, 20, 60, 130, 180, 400, file.length - 1]) {
    await openItem({ file: flipped(file, at), space, place: place() }).then(
      (item) => assert.equal(item, null, `byte ${at} made no difference`),
      (error) => assert.equal(error.code, "damaged"),
    );
  }
  await refused(openItem({ file: flipped(file, file.length - 1), space, place: place() }), "damaged");
  await refused(openItem({ file: file.subarray(0, -1), space, place: place() }), "damaged");
});

test("nobody writes in another's name", async () => {
  const { amara, ben, space } = await pair();
  const asAmara = { ...ben, bundle: amara.bundle };
  await refused(openItem({ file: await write(asAmara, space, "I quit"), space, place: place() }), "forged");
  const wrongName = await crooked(ben, space, { heading: { by: AMARA } });
  await refused(openItem({ file: wrongName, space, place: place() }), "unknown_author");
});

test("whoever is no member is no author, even with the space's key", async () => {
  const { amara, ben, statement, space } = await pair();
  const chidi = await someone(CHIDI);
  const file = await write(chidi, space, "x");
  await refused(openItem({ file, space, place: place() }), "unknown_author");
  const known = { ...space, people: [...space.people, chidi.bundle] };
  await refused(openItem({ file, space: known, place: place() }), "unknown_author");
  const renewed = await someone(BEN, ben.bundle);
  const people = [amara.bundle, ben.bundle, renewed.bundle];
  await refused(openItem({ file: await write(renewed, space, "x"), space: await openSpaceOf({ statement, people }), place: place() }), "unknown_author");
});

test("unsigned content, and what is signed as something else, is refused", async () => {
  const { amara, space } = await pair();
  const inside = async (text: string | Uint8Array) => {
    const plain = typeof text === "string" ? utf8(text) : text;
    return openItem({ file: await sealTo([space.recipient], plain), space, place: place() });
  };
  await refused(inside("no newline at all"), "unsigned");
  await refused(inside(""), "unsigned");
  await refused(inside("\n"), "unsigned");
  await refused(inside("fermata-note/1 \n{}"), "unsigned");
  await refused(inside(`${"x".repeat(250)}\n{}`), "unsigned");
  await refused(inside(new Uint8Array([255, 10, 1])), "unsigned");
  await refused(inside(`fermata-note/1 ${"A".repeat(85)}B==\n{}\n\n`), "unsigned");
  await refused(openItem({ file: await crooked(amara, space, { context: "fermata-space/1" }), space, place: place() }), "wrong_format");
  await refused(openItem({ file: await crooked(amara, space, { context: "fermata-note/2" }), space, place: place() }), "wrong_version");
});

test("a heading is exactly ours or refused", async () => {
  const { amara, space } = await pair();
  const bad: [string, unknown][] = [
    ["len", -1], ["len", 1.5], ["len", "5"], ["len", null], ["ver", 0], ["ver", "1"], ["epoch", 0], ["note", "x"], ["by", "ana"], ["key", "x"], ["prev", "x"],
    ["at", "yesterday"], ["kind", "Note"], ["kind", ""], ["aseq", -1], ["seen", []], ["seen", null], ["seen", { x: 1 }], ["seen", { [BEN]: 0 }], ["seen", { [BEN]: "9" }],
    ["seen", { [CHIDI]: 1, [BEN]: 1 }], ["klog", []], ["klog", [1]], ["klog", ["1", ""]], ["klog", [1, "x"]], ["klog", [1, "", 1]],
    ["klog", { 0: 1, 1: "", length: 2 }], ["about", ""], ["about", 1], ["note", [NOTE]], ["key", [HASH]], ["at", [version().at]], ["kind", ["note"]], ["seen", ""], ["seen", 5],
  ];
  for (const [name, value] of bad) {
    await refused(openItem({ file: await crooked(amara, space, { heading: { [name]: value } }), space, place: place() }), "wrong_format");
  }
  for (const head of ["", "{}", "[]", "null", '{"len":5}', '{"__proto__":{"len":0}}']) {
    await refused(openItem({ file: await crooked(amara, space, { head }), space, place: place() }), "wrong_format");
  }
  const file = await sealTo([space.recipient], pad(utf8(`fermata-note/1 ${"A".repeat(86)}==\n{"no end`)));
  await refused(openItem({ file, space, place: place() }), "wrong_format");
});

test("a text that is not UTF-8 is refused, even when signed", async () => {
  const { amara, space } = await pair();
  const sign = async (message: Uint8Array) => accountSigner(amara.keys)(message);
  const { signed } = await import("./signed.ts");
  const heading = { space: space.space, note: NOTE, ver: 1, prev: "", by: AMARA, key: fingerprint(amara.bundle), epoch: 1, at: version().at, kind: "note", len: 1, aseq: 1, seen: {}, klog: [0, ""] };
  const payload = new Uint8Array([...utf8(`${JSON.stringify(heading)}\n\n`), 255]);
  const plain = pad(await signed({ context: "fermata-note/1", payload, sign }));
  await refused(openItem({ file: await sealTo([space.recipient], plain), space, place: place() }), "wrong_format");
});

test("length and padding are exact", async () => {
  const { amara, space } = await pair();
  const opening = async (order: Parameters<typeof crooked>[2]) => openItem({ file: await crooked(amara, space, order), space, place: place() });
  assert.equal((await opening({}))?.text, "hello");
  await refused(opening({ tail: "\nPS\n" }), "wrong_size");
  await refused(opening({ size: 2048 }), "wrong_size");
  await refused(opening({ size: 1000 }), "wrong_size");
  await refused(opening({ heading: { len: 1_000_000 } }), "wrong_size");
  await refused(opening({ heading: { len: 5_000_000_000 } }), "wrong_size");
  await refused(opening({ heading: { len: 3 } }), "wrong_size");
  await refused(opening({ gap: "\nx" }), "wrong_size");
  await refused(opening({ body: "x".repeat(LARGEST) }), "wrong_size");
  const head = await openWith(space.identity, await crooked(amara, space, { body: "" }));
  const fits = LARGEST - new TextDecoder().decode(head!).trimEnd().length - "\n\n".length - 6; // its length has seven digits, not one
  for (const length of [fits - 1, fits, fits + 1]) {
    const sealing = write(amara, space, "x".repeat(length));
    if (length > fits) await refused(sealing, "too_long");
    else assert.equal((await openItem({ file: await sealing, space, place: place() }))?.text.length, length);
  }
});

test("an item from another space or another place in the same space is refused", async () => {
  const { amara, space } = await pair();
  await refused(openItem({ file: await crooked(amara, space, { heading: { space: OTHER_SPACE } }), space, place: place() }), "another_space");
  await refused(openItem({ file: await crooked(amara, space, { heading: { epoch: 2 } }), space, place: place() }), "another_space");
  await refused(openItem({ file: await write(amara, space, "x", { note: OTHER_NOTE }), space, place: place() }), "swapped");
});

test("an earlier version, a second text under one version, a wrong number and a broken chain are refused", async () => {
  const { amara, space } = await pair();
  const [first, other] = [await write(amara, space, "one"), await write(amara, space, "another one")];
  const held = { ver: 1, hash: (await openItem({ file: first, space, place: place() }))!.hash };
  const second = await write(amara, space, "two", { ver: 2, prev: held.hash });
  assert.equal((await openItem({ file: first, space, place: place({ held }) }))?.text, "one");
  assert.equal((await openItem({ file: second, space, place: place({ version: 2, held }) }))?.text, "two");
  await refused(openItem({ file: other, space, place: place({ held }) }), "repeated");
  await refused(openItem({ file: first, space, place: place({ held: { ver: 2, hash: HASH } }) }), "older");
  await refused(openItem({ file: first, space, place: place({ version: 2, held }) }), "wrong_version");
  const unlinked = await write(amara, space, "two", { ver: 2, prev: HASH });
  await refused(openItem({ file: unlinked, space, place: place({ version: 2, held }) }), "broken_chain");
  const third = await write(amara, space, "three", { ver: 3, prev: HASH });
  assert.equal((await openItem({ file: third, space, place: place({ version: 3, held }) }))?.text, "three");
});

test("sizes fall in few classes, and too much is said before anything is locked", async () => {
  const { amara, space } = await pair();
  const sizes = new Set<number>();
  for (const length of [0, 1, 50, 300, 450]) sizes.add((await write(amara, space, "x".repeat(length))).length);
  assert.equal(sizes.size, 1);
  const classes = new Set<number>();
  for (let length = 1; length < LARGEST; length += 997) classes.add(paddedSize(length));
  const wanted = [1, 2, 4, 8, 16, 32, 64, ...Array.from({ length: 15 }, (_, i) => 64 * (i + 2))].map((size) => size * 1024);
  assert.deepEqual([...classes], wanted);
  for (const size of wanted) assert.equal(paddedSize(size), size);
  await refused(() => pad(new Uint8Array(LARGEST + 1)), "too_long");
  assert.equal(pad(new Uint8Array(LARGEST)).length, LARGEST);
  await refused(sealItem({ space, keys: amara.keys, me: amara.bundle, version: version(), text: "x".repeat(LARGEST) }), "too_long");
});

test("something kept back shows up in what others have seen", async () => {
  const nothing = { remembered: {} };
  const amara = { by: AMARA, aseq: 4, seen: { [BEN]: 2 } };
  const ben = { by: BEN, aseq: 2, seen: { [AMARA]: 3 } };
  checkNothingWithheld({ items: [amara, ben], ...nothing });
  checkNothingWithheld({ items: [], ...nothing });
  await refused(() => checkNothingWithheld({ items: [amara], ...nothing }), "withheld");
  await refused(() => checkNothingWithheld({ items: [amara, { ...ben, aseq: 1 }], ...nothing }), "withheld");
  await refused(() => checkNothingWithheld({ items: [amara, ben], remembered: { [AMARA]: 5 } }), "withheld");
  checkNothingWithheld({ items: [amara, ben], remembered: { [AMARA]: 4 } });
});

test("an item this device has seen is still there, and no earlier", async () => {
  const remembered = new Map([[NOTE, 2]]);
  checkStillThere({ listed: new Map([[NOTE, 2], [OTHER_NOTE, 1]]), remembered });
  await refused(() => checkStillThere({ listed: new Map([[OTHER_NOTE, 1]]), remembered }), "withheld");
  await refused(() => checkStillThere({ listed: new Map([[NOTE, 1]]), remembered }), "older");
});

test("an agreement is signed by its salted hash, and a proof holds for one text, number, space and person", async () => {
  const { amara, ben } = await pair();
  const text = agreementText([{ id: "CL-05", text: "We start on time." }]);
  const digest = agreementDigest(text);
  assert.notEqual(agreementDigest(agreementText([{ id: "CL-05", text: "We start on time." }])), digest, "not salted");
  assert.deepEqual(readAgreement({ text, digest }).clauses, [{ id: "CL-05", text: "We start on time." }]);
  await refused(() => readAgreement({ text, digest: HASH }), "swapped");
  await refused(() => readAgreement({ text: '{"clauses":[]}', digest }), "wrong_format");
  const clause = (id: string, text: string) => `{"id":"${id}","text":"${text}"}`;
  const twice = `[${clause("CL-05", "a")},${clause("CL-05", "b")}]`;
  for (const odd of ['[1]', '"x"', '{}', '[null]', '[{"text":"a","id":"CL-05"}]', `[${clause("CL-5", "a")}]`, `[${clause("CL-05", "")}]`, '[{"id":"CL-05","text":1}]', '[{"id":["CL-05"],"text":"a"}]', '[{"id":"CL-05","text":"a","more":1}]', '[5]', '["CL-05"]', twice]) {
    const crookedText = text.replace(/"clauses":\[.*\]/, `"clauses":${odd}`);
    await refused(() => readAgreement({ text: crookedText, digest: agreementDigest(crookedText) }), "wrong_format");
  }

  const signable = { space: OTHER_SPACE, number: 1, digest };
  const proof = await signAgreement(signable, accountSigner(amara.keys));
  await checkProof({ signable, proof, publicKey: amara.bundle.sign });
  await refused(checkProof({ signable, proof, publicKey: ben.bundle.sign }), "forged");
  for (const change of [{ number: 2 }, { digest: HASH }, { space: NOTE }]) {
    await refused(checkProof({ signable: { ...signable, ...change }, proof, publicKey: amara.bundle.sign }), "forged");
  }
  for (const odd of ["", "x", base64.encode(new Uint8Array(64))]) await refused(checkProof({ signable, proof: odd, publicKey: amara.bundle.sign }), "forged");
  assert.notEqual(agreementItem(NOTE), agreementItem(OTHER_NOTE));
});

test("a signature for an agreement is none for an item or a bundle", async () => {
  const { amara } = await pair();
  const proof = base64.decode(await signAgreement({ space: NOTE, number: 1, digest: HASH }, accountSigner(amara.keys)));
  const message = utf8(`fermata-note/1\n${NOTE}\n1\n${HASH}`);
  assert.equal(await verify({ signature: proof, message, publicKey: amara.bundle.sign }), false);
});

test("two people's changes are put together, or both kept", () => {
  const base = "one\ntwo\nthree";
  assert.equal(merge({ base, mine: "ONE\ntwo\nthree", theirs: "one\ntwo\nTHREE" }), "ONE\ntwo\nTHREE");
  assert.equal(merge({ base, mine: "one\ntwo\nthree", theirs: "one\ntwo\nTHREE" }), "one\ntwo\nTHREE");
  assert.equal(merge({ base, mine: "same\ntwo\nthree", theirs: "same\ntwo\nthree" }), "same\ntwo\nthree");
  assert.equal(merge({ base, mine: "ONE\ntwo\nthree", theirs: "Uno\ntwo\nthree" }), null);
});

test("text is read strictly", () => {
  assert.throws(() => readUtf8(new Uint8Array([0xc3, 0x28])), TypeError);
  assert.equal(readUtf8(hex.decode("efbbbf61")), "\ufeffa");
});

test("five lines from before clauses had names are read as clauses, and own words come last", () => {
  const text = JSON.stringify({ salt: HASH, lines: ["a", "b", "c", "d", "e", "f"], own: "g" });
  const { clauses } = readAgreement({ text, digest: agreementDigest(text) });
  assert.deepEqual(clauses.map(({ id, text: words }) => [id, words]), [["CL-07", "a"], ["CL-08", "b"], ["CL-13", "c"], ["CL-12", "d"], ["CL-26", "e"], ["line-6", "f"], ["own", "g"]]);
});

test("clauses are signed in one order, and what is empty is left out", () => {
  const text = agreementText([{ id: "own", text: " x " }, { id: "CL-12", text: "b" }, { id: "CL-02", text: "  " }, { id: "CL-01", text: "a" }]);
  assert.deepEqual(readAgreement({ text, digest: agreementDigest(text) }).clauses, [{ id: "CL-01", text: "a" }, { id: "CL-12", text: "b" }, { id: "own", text: "x" }]);
});

test("a side is read exactly as it is written", async () => {
  const at = "2026-03-01T10:00:00.000Z";
  const side: Side = { stances: [{ clause: "CL-08", text: "a", why: "", talk: false, met: "", at }], remarks: [{ clause: "CL-08", text: "b", at }], tighter: [{ clause: "CL-08", text: "c", at }] };
  assert.deepEqual(readSide(sideText(side)), side);
  assert.notEqual(sideItem({ space: NOTE, person: OTHER_NOTE }), sideItem({ space: NOTE, person: NOTE }));
  for (const [what, odd] of [['"talk":false', '"talk":0'], ['"text":"a",', ""], ['"met":""', '"met":"","x":1'], [`"at":"${at}"`, '"at":"today"'], ['"clause":"CL-08","text":"b"', '"text":"b","clause":"CL-08"'], ['"tighter":[', '"tighter":[null,']] as const) {
    await refused(() => readSide(sideText(side).replace(what, odd)), "wrong_format");
  }
});
