// Makes web/vault/vectors.json: one example of everything the vault writes, with all secrets in it.
// The file is frozen: tests in two languages read it, so that no later change can quietly write or
// read another format. A new kind of example is added with `--add name`; nothing is ever made again.
//   node web/vault/freeze.mjs            (only when there is no file)
//   node web/vault/freeze.mjs --add draft
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { COMMON, ROOT, STUBS } from "../esbuild_options.mjs";

const FILE = `${ROOT}web/vault/vectors.json`;
const adding = process.argv[2] === "--add" ? process.argv[3] : null;
const frozen = existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")) : {};
if (existsSync(FILE) && (adding === null || adding in frozen)) throw new Error("vectors.json is frozen; --add takes a new name");

const vault = await load();
const b64 = (bytes) => vault.base64.encode(bytes);
const SPACE = "0198c0de-0000-7000-8000-0000000000f1";
const NOTE = "11111111-2222-4333-8444-555555555555";
const AT = "2026-03-01T10:00:00.000Z";

const amara = await someone("amara", "0198c0de-0000-7000-8000-00000000000a", null);
const ben = await someone("ben", "0198c0de-0000-7000-8000-00000000000b", null);
const returned = await someone("ben_again", ben.bundle.user, ben.bundle);
const bundles = [amara.bundle, ben.bundle, returned.bundle];
const statement = vault.newStatement({ space: SPACE, members: bundles.slice(0, 2), by: amara.bundle });
const space = await vault.openSpaceOf({ statement, people: bundles.slice(0, 2) });
const key = await vault.sealStatement({ statement, keys: amara.keys, members: bundles.slice(0, 2) });

const makers = { people, log, phrase, own_phrase, sheet, passkey, space_key, readmission, items, draft, agreement, withdrawal, pins };
for (const [name, make] of Object.entries(makers)) {
  if (adding === null || adding === name) frozen[name] ??= await make();
}
writeFileSync(FILE, `${JSON.stringify(frozen, null, 1)}\n`);

function people() {
  const entry = ({ account, bundle }) => ({
    ...{ user: bundle.user, age_secret: account.age, sign_seed: vault.hex.encode(account.sign), account_file: vault.accountFile(account) },
    ...{ bundle: vault.canonicalBundle(bundle), fingerprint: vault.fingerprint(bundle), digest: vault.digestOf(bundle), words: vault.safetyWords(bundle) },
  });
  return { amara: entry(amara), ben: entry(ben), ben_again: entry(returned) };
}

function log() {
  const view = [];
  for (const bundle of bundles) view.push(vault.nextHead(view.at(-1) ?? "", vault.digestOf(bundle)));
  return { entries: bundles.map((bundle, i) => ({ index: i + 1, bundle: vault.canonicalBundle(bundle) })), digests: bundles.map(vault.digestOf), heads: view };
}

async function phrase() {
  const words = vault.drawPhrase();
  return { words, file: b64(await vault.lockWithDrawnPhrase({ account: amara.account, phrase: words })) };
}

async function own_phrase() {
  const typed = "  Die Amsel   a\u0300 minuit ";
  return { typed, tidy: vault.tidy(typed), file: b64(await vault.lockWithOwnPhrase({ account: amara.account, phrase: typed })) };
}

async function sheet() {
  const words = vault.drawSheet();
  const typed = words.map((word, i) => `${i + 1}. ${word.slice(0, 4).toUpperCase()}`).join("\n");
  return { words, typed, file: b64(await vault.lockWithSheet({ account: amara.account, sheet: words })) };
}

async function passkey() {
  const prf = vault.randomBytes(32);
  return { prf: vault.hex.encode(prf), identity: vault.identityFromPrf(prf), file: b64(await vault.lockWithPrf({ account: amara.account, prf })) };
}

function space_key() {
  return { statement, file: b64(key), hash: vault.sha256Hex(key), recipient: space.recipient };
}

async function readmission() {
  const again = vault.readmission({ statement, file: key, person: [ben.bundle, returned.bundle], by: amara.bundle });
  const file = await vault.sealStatement({ statement: again, keys: amara.keys, members: [amara.bundle, returned.bundle] });
  return { statement: again, file: b64(file) };
}

async function items() {
  const first = await item(amara, { ver: 1, prev: "", aseq: 1, seen: {}, klog: [2, log().heads[1]] }, "hello");
  const second = await item(ben, { ver: 2, prev: first.hash, aseq: 1, seen: { [amara.bundle.user]: 1 }, klog: [2, log().heads[1]], about: "ü \u2028 \"x\"" }, "Grüße 😀\n\n\ufeff\n");
  const long = await item(amara, { ver: 1, prev: "", aseq: 2, seen: { [ben.bundle.user]: 1 }, klog: [0, ""], note: "11111111-2222-4333-8444-666666666666" }, "two kilobytes ".repeat(100));
  return [first, second, long];
}

async function item(who, changes, text) {
  const version = { note: NOTE, at: AT, kind: "session-note", ...changes };
  const file = await vault.sealItem({ space, keys: who.keys, me: who.bundle, version, text });
  const opened = await vault.openItem({ file, space, place: { note: version.note, version: version.ver, held: null } });
  return { heading: opened.heading, text, hash: opened.hash, file: b64(file) };
}

async function draft() {
  return { slot: NOTE, at: AT, text: "half a sen", file: b64(await vault.sealDraft({ keys: amara.keys, slot: NOTE, at: AT, text: "half a sen" })) };
}

async function agreement() {
  const text = vault.agreementText({ lines: ["We start on time.", "What is said here stays here."], own: "Grüße" });
  const signable = { space: SPACE, number: 1, digest: vault.agreementDigest(text) };
  const proof = async (who) => vault.signAgreement(signable, vault.accountSigner(who.keys));
  return { text, ...signable, item: vault.agreementItem(SPACE), proofs: { amara: await proof(amara), ben: await proof(ben) } };
}

async function withdrawal() {
  const token = await vault.withdrawalToken({ marker: amara.keys.marker, item: NOTE });
  return { item: NOTE, token, hash: vault.withdrawalHash(token) };
}

async function pins() {
  const text = vault.pinsText({ v: 1, confirmed: { [ben.bundle.user]: vault.fingerprint(ben.bundle) }, met: {}, aseq: { [SPACE]: 2 } });
  return { space: SPACE, item: await vault.pinsItem({ marker: amara.keys.marker, space: SPACE }), text };
}

async function someone(name, user, former) {
  const known = frozen.people?.[name].account_file;
  const account = known ? vault.readAccountFile(vault.utf8(known)) : vault.newAccount();
  const keys = await vault.accountKeys(account);
  return { account, keys, bundle: await vault.makeBundle({ user, keys, former }) };
}

async function load() {
  const folder = mkdtempSync(`${ROOT}node_modules/.fermata-freeze-`);
  try {
    await build({ ...COMMON, platform: "node", alias: STUBS, entryPoints: [`${ROOT}web/vault/index.ts`], outfile: `${folder}/vault.mjs` });
    return await import(pathToFileURL(`${folder}/vault.mjs`).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
