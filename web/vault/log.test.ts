import assert from "node:assert/strict";
import test from "node:test";
import { ed25519 } from "@noble/curves/ed25519.js";
import { AMARA, BEN, HASH, refused, someone } from "./cast.ts";
import {
  agreesWith, base64, canonicalBundle, digestOf, EMPTY_LOG, fingerprint, gossipOf, growLog, hex, isPublished, nextHead, readBundle, readEntries,
  safetyWords, WORDS, type Bundle, type LogEntry, type LogView,
} from "./index.ts";

function logOf(bundles: Bundle[]): { view: LogView; entries: LogEntry[]; digests: string[] } {
  const digests = bundles.map(digestOf);
  const view = growLog({ view: EMPTY_LOG, answer: { size: digests.length, head: digests.reduce(nextHead, ""), digests } });
  return { view, digests, entries: bundles.map((bundle, i) => ({ index: i + 1, bundle: canonicalBundle(bundle) })) };
}

test("a bundle is read back; each of its parts is held by its signature", async () => {
  const { bundle } = await someone(AMARA);
  const other = (await someone(AMARA)).bundle;
  assert.deepEqual(await readBundle(canonicalBundle(bundle)), bundle);
  const changed = (changes: Partial<Bundle>) => readBundle(canonicalBundle({ ...bundle, ...changes }));
  await refused(changed({ user: BEN }), "forged");
  await refused(changed({ age: other.age }), "forged");
  await refused(changed({ sign: other.sign }), "forged");
  await refused(changed({ seq: 1 }), "forged");
  await refused(changed({ prev: HASH }), "forged");
  await refused(changed({ sig: other.sig }), "forged");
});

test("anything but the canonical form of a bundle is refused", async () => {
  const { bundle } = await someone(AMARA);
  const text = canonicalBundle(bundle);
  const odd = [
    "", "{", "null", "[]", '"x"', text.replace('{"v"', '{ "v"'), text.replace("}", ',"x":1}'), text.replace('"v":1,', ""),
    text.replace('"v":1', '"v":2'), text.replace('"seq":0', '"seq":-1'), text.replace('"seq":0', '"seq":0.5'), text.replace('"seq":0', '"seq":"0"'),
    text.replace('"v":1', '"v":1,"v":1'), text.replace(AMARA, AMARA.toUpperCase()), text.replace(AMARA, "amara"), text.replace("age1", "age1pq1"),
    text.replace(/"sign":"../, '"sign":"'), text.replace('"prev":""', '"prev":"x"'), text.replace(/=="}$/, '"}'), text.replace('"v":1', '"__proto__":{},"v":1'),
  ];
  for (const name of ["user", "age", "sign", "prev", "sig"] as const) odd.push(canonicalBundle({ ...bundle, [name]: [bundle[name]] }));
  for (const one of odd) await refused(readBundle(one), "wrong_format");
});

test("a bundle whose signing key is of small order is refused, signature or not", async () => {
  const { bundle } = await someone(AMARA);
  const small = ed25519.Point.ZERO.toBytes();
  const signature = new Uint8Array(64);
  signature[0] = 1;
  await refused(readBundle(canonicalBundle({ ...bundle, sign: hex.encode(small), sig: base64.encode(signature) })), "forged");
});

test("six safety words stand for one person's keys and change with each part", async () => {
  const { bundle } = await someone(AMARA);
  const words = safetyWords(bundle);
  assert.equal(words.length, 6);
  assert.ok(words.every((word) => WORDS.includes(word)));
  assert.deepEqual(safetyWords({ ...bundle }), words);
  for (const change of [{ user: BEN }, { age: `${bundle.age}x` }, { sign: HASH }]) {
    assert.notDeepEqual(safetyWords({ ...bundle, ...change }), words);
  }
});

test("the log grows from what we know, in one answer or in several", async () => {
  const bundles = [(await someone(AMARA)).bundle, (await someone(BEN)).bundle];
  const { view, digests } = logOf(bundles);
  const first = growLog({ view: EMPTY_LOG, answer: { size: 2, head: view[1]!, digests: digests.slice(0, 1) } });
  assert.deepEqual(growLog({ view: first, answer: { size: 2, head: view[1]!, digests: digests.slice(1) } }), view);
  assert.deepEqual(growLog({ view, answer: { size: 2, head: view[1]!, digests: [] } }), view);
  assert.deepEqual(growLog({ view: EMPTY_LOG, answer: { size: 0, head: "", digests: [] } }), []);
  assert.deepEqual(gossipOf(view), [2, view[1]]);
  assert.deepEqual(gossipOf(EMPTY_LOG), [0, ""]);
});

test("a log that shrank, or tells another past, is refused", async () => {
  const bundles = [(await someone(AMARA)).bundle, (await someone(BEN)).bundle];
  const { view, digests } = logOf(bundles);
  const fork = logOf([bundles[1]!, bundles[0]!, (await someone(AMARA)).bundle]);
  await refused(() => growLog({ view, answer: { size: 1, head: view[0]!, digests: [] } }), "log_shrunk");
  await refused(() => growLog({ view, answer: { size: 2, head: fork.view[1]!, digests: [] } }), "log_forked");
  await refused(() => growLog({ view, answer: { size: 3, head: fork.view[2]!, digests: [fork.digests[2]!] } }), "log_forked");
  await refused(() => growLog({ view, answer: { size: 2, head: view[1]!, digests: [digests[1]!] } }), "log_forked");
  await refused(() => growLog({ view: EMPTY_LOG, answer: { size: 1, head: view[0]!, digests: ["x"] } }), "wrong_format");
});

test("entries must stand in the log at their place", async () => {
  const [amara, ben] = [(await someone(AMARA)).bundle, (await someone(BEN)).bundle];
  const { view, entries } = logOf([amara, ben]);
  assert.deepEqual((await readEntries({ view, entries: entries.toReversed() })).get(AMARA), [amara]);
  await refused(readEntries({ view, entries: [{ ...entries[0]!, index: 2 }] }), "log_forked");
  await refused(readEntries({ view, entries: [{ ...entries[0]!, index: 3 }] }), "log_forked");
  await refused(readEntries({ view, entries: [{ index: 1, bundle: canonicalBundle((await someone(AMARA)).bundle) }] }), "log_forked");
});

test("each bundle of a person follows from the one before", async () => {
  const first = await someone(AMARA);
  const second = await someone(AMARA, first.bundle);
  const unlinked = await someone(AMARA, { ...first.bundle, sign: HASH });
  const good = logOf([first.bundle, second.bundle]);
  assert.deepEqual((await readEntries(good)).get(AMARA), [first.bundle, second.bundle]);
  await refused(readEntries(logOf([first.bundle, (await someone(AMARA)).bundle])), "broken_chain");
  await refused(readEntries(logOf([first.bundle, unlinked.bundle])), "broken_chain");
  await refused(readEntries(logOf([first.bundle, (await someone(AMARA, { ...first.bundle, seq: 5 })).bundle])), "broken_chain");
  await refused(readEntries(logOf([second.bundle])), "broken_chain");
  await refused(readEntries({ view: good.view, entries: good.entries.slice(1) }), "broken_chain");
});

test("what the log says of me must be mine", async () => {
  const first = await someone(AMARA);
  const second = await someone(AMARA, first.bundle);
  assert.equal(isPublished({ mine: [], own: first.bundle }), false);
  assert.equal(isPublished({ mine: [first.bundle], own: first.bundle }), true);
  assert.equal(isPublished({ mine: [first.bundle], own: second.bundle }), false);
  assert.equal(isPublished({ mine: [first.bundle, second.bundle], own: second.bundle }), true);
  await refused(() => isPublished({ mine: [first.bundle, second.bundle], own: first.bundle }), "not_mine");
});

test("two people who were shown two logs find out from a note", async () => {
  const bundles = [(await someone(AMARA)).bundle, (await someone(BEN)).bundle];
  const { view } = logOf(bundles);
  const fork = logOf(bundles.toReversed()).view;
  assert.equal(agreesWith({ view, gossip: gossipOf(view) }), true);
  assert.equal(agreesWith({ view, gossip: [1, view[0]!] }), true);
  assert.equal(agreesWith({ view, gossip: [0, ""] }), true);
  assert.equal(agreesWith({ view: view.slice(0, 1), gossip: gossipOf(view) }), false);
  await refused(() => agreesWith({ view, gossip: gossipOf(fork) }), "log_forked");
  await refused(() => agreesWith({ view, gossip: [1, fork[0]!] }), "log_forked");
  await refused(() => agreesWith({ view, gossip: [0, view[0]!] }), "log_forked");
});

test("a fingerprint is of one person's keys", async () => {
  const { bundle } = await someone(AMARA);
  assert.match(fingerprint(bundle), /^[0-9a-f]{64}$/);
  assert.notEqual(fingerprint({ ...bundle, user: BEN }), fingerprint(bundle));
});
