// Opens, with the vault, what another program wrote. For tests/test_envelopes.py.
//   node web/vault/open_foreign.mjs folder/foreign.json     prints what was found, as JSON
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { COMMON, ROOT, STUBS } from "../esbuild_options.mjs";

const foreign = JSON.parse(readFileSync(process.argv[2], "utf8"));
const vault = await load();
const file = (text) => vault.base64.decode(text);
const people = await Promise.all(foreign.bundles.map((text) => vault.readBundle(text)));
const me = people.find(({ user }) => user === foreign.me);
const account = vault.readAccountFile(vault.utf8(foreign.account_file));
const keys = await vault.accountKeys(account);

const place = { space: foreign.space, version: 1, me, people, pinned: {}, held: null };
const statement = await vault.openStatement({ file: file(foreign.space_key), keys, place });
const space = await vault.openSpaceOf({ statement, people });
const items = [];
for (const { note, version, file: sealed } of foreign.items) {
  items.push(await vault.openItem({ file: file(sealed), space, place: { note, version, held: null } }));
}
const signable = { space: foreign.space, number: foreign.agreement.number, digest: vault.agreementDigest(foreign.agreement.text) };
await vault.checkProof({ signable, proof: foreign.agreement.proof, publicKey: me.sign });

console.log(JSON.stringify({
  statement,
  items: items.map(({ heading, text }) => ({ heading, text })),
  phrase: vault.accountFile(await vault.openWithPhrase({ file: file(foreign.phrase.file), typed: foreign.phrase.typed })),
  sheet: vault.accountFile(await vault.openWithSheet({ file: file(foreign.sheet.file), typed: foreign.sheet.typed })),
  passkey: vault.accountFile(await vault.openWithPrf({ file: file(foreign.passkey.file), prf: vault.hex.decode(foreign.passkey.prf) })),
  draft: await vault.openDraft({ file: file(foreign.draft.file), slot: foreign.draft.slot, keys }),
  words: vault.safetyWords(me),
  exported: vault.base64.encode(await vault.sealTo([me.age], vault.utf8(items[2].text))),
}));

async function load() {
  const folder = mkdtempSync(`${ROOT}node_modules/.fermata-foreign-`);
  try {
    await build({ ...COMMON, platform: "node", alias: STUBS, entryPoints: [`${ROOT}web/vault/index.ts`], outfile: `${folder}/vault.mjs` });
    return await import(pathToFileURL(`${folder}/vault.mjs`).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
