import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import test from "node:test";
import { AMARA } from "../vault/cast.ts";
import { agreementText, openWith, openWithSheet, readUtf8, utf8 } from "../vault/index.ts";
import { AMARAS, note, openPage, SHARED, two } from "./browser.ts";
import { crc32, zip } from "./zip.ts";

const words = JSON.parse(readFileSync("content/words/en.json", "utf8")) as Record<string, string>;
const german = JSON.parse(readFileSync("content/words/de.json", "utf8")) as Record<string, string>;
const AGREED = "11111111-2222-4333-8444-777777777777";

/** Unpack with a program that is not ours. */
function unpacked(bytes: Uint8Array): { names: string[]; read(name: string): Uint8Array } {
  const folder = mkdtempSync(`${tmpdir()}/fermata-zip-`);
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(`${folder}/it.zip`, bytes);
  const program = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2])";
  execFileSync("python3", ["-c", program, `${folder}/it.zip`, `${folder}/out`]);
  const names = readdirSync(`${folder}/out`, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length + 5));
  return { names: files.sort(), read: (name) => new Uint8Array(readFileSync(`${folder}/out/${name}`)) };
}

test("a zip that other programs read", () => {
  assert.equal(crc32(utf8("123456789")), 0xcbf43926);
  const { names, read } = unpacked(zip([{ name: "a.txt", content: utf8("hello") }, { name: "ü/ß 😀.bin", content: new Uint8Array(70_000).fill(7) }], new Date("2026-03-01T10:00:02Z")));
  assert.deepEqual(names, ["a.txt", "ü/ß 😀.bin"]);
  assert.equal(readUtf8(read("a.txt")), "hello");
  assert.equal(read("ü/ß 😀.bin").length, 70_000);
});

test("an export holds everything readable and everything sealed for oneself", async () => {
  const { server, amara, ben, kits } = await two();
  const [mine, theirs, taken] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
  await amara.desk.save({ space: AMARAS, item: mine, kind: "reflection", text: "only mine", base: 0 });
  await ben.desk.save(note(theirs, "for both"));
  await amara.desk.save(note(taken, "taken back"));
  await amara.desk.withdraw({ space: SHARED, item: taken });
  await amara.desk.save({ space: SHARED, item: AGREED, kind: "agreement", text: agreementText([{ id: "CL-05", text: "We start on time." }, { id: "own", text: "And end." }]), base: 0 });
  const device = openPage({ server, person: AMARA });
  await device.desk.unlockBySheet({ words: kits.amara.sheet.join(" ") });
  const { names, read } = unpacked(await device.desk.exportAll({ spaces: [{ space: AMARAS, title: "Only me" }, { space: SHARED, title: "../Ben/\u202e" }], words }));
  const day = "2026-03-01";
  assert.deepEqual(names, [
    `1 Only me/${day} reflection ${mine}.age`, `1 Only me/${day} reflection ${mine}.txt`,
    `2 ..Ben/${day} agreement ${AGREED}.age`, `2 ..Ben/${day} agreement ${AGREED}.txt`,
    `2 ..Ben/${day} note ${theirs}.age`, `2 ..Ben/${day} note ${theirs}.txt`,
    "README.txt", "unlock/sheet.age", "unlock/words.age",
  ]);
  assert.match(readUtf8(read(`2 ..Ben/${day} note ${theirs}.txt`)), /^Note, 2026-03-01T.*, by Ben, version 1\n\nfor both\n$/);
  assert.match(readUtf8(read(`2 ..Ben/${day} agreement ${AGREED}.txt`)), /\n\n- We start on time\.\n- And end\.\n$/);
  const account = (await openWithSheet({ file: read("unlock/sheet.age"), typed: kits.amara.sheet.join(" ") }))!;
  assert.deepEqual(await openWith(account.age, read(`1 Only me/${day} reflection ${mine}.age`)), utf8("only mine"));
  assert.match(readUtf8(read("README.txt")), /age -d -i unlock\/words\.age/);
});

test("what cannot be read is named, and the rest is there", async () => {
  const { server, amara } = await two();
  const [good, bad] = [crypto.randomUUID(), crypto.randomUUID()];
  await amara.desk.save(note(good, "good"));
  await amara.desk.save(note(bad, "bad"));
  server.spaces.get(SHARED)!.items.get(bad)![0]!.file = Buffer.from("age-encryption.org/v1\nbroken").toString("base64");
  const { names, read } = unpacked(await amara.desk.exportAll({ spaces: [{ space: SHARED, title: "" }], words }));
  assert.equal(readUtf8(read(`1 space/${bad}.NOT READ.txt`)), `${words["vault.damaged"]}\n`);
  assert.ok(names.includes(`1 space/2026-03-01 note ${good}.txt`));
});

test("whoever reads German gets a German folder", async () => {
  const { server, amara } = await two();
  const [good, bad] = [crypto.randomUUID(), crypto.randomUUID()];
  await amara.desk.save(note(good, "gut"));
  await amara.desk.save(note(bad, "schlecht"));
  server.spaces.get(SHARED)!.items.get(bad)![0]!.file = Buffer.from("age-encryption.org/v1\nbroken").toString("base64");
  const { names, read } = unpacked(await amara.desk.exportAll({ spaces: [{ space: SHARED, title: "Ben" }], words: german }));
  assert.match(readUtf8(read(`1 Ben/2026-03-01 note ${good}.txt`)), /^Notiz, 2026-03-01T.*, von Amara, Fassung 1\n/);
  const unread = names.find((name) => name.includes(bad))!;
  assert.deepEqual([unread, readUtf8(read(unread))], [`1 Ben/${bad}.NICHT GELESEN.txt`, `${german["vault.damaged"]}\n`]);
  const readme = readUtf8(read("README.txt"));
  assert.match(readme, /^Deine Texte aus Fermata\.\n[^]* age -d -i unlock\/words\.age "[^]*unlock\/sheet\.age/);
  assert.doesNotMatch(readme, /[{}]|Each text/);
});
