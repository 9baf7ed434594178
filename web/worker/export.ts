/**
 * Everything of mine in one folder: readable texts, the same texts sealed for my own account, and the
 * unlock files, which open them with the ordinary age tool and my words.
 */
import { agreementDigest, readAgreement, sealTo, utf8, type OpenedItem } from "../vault/index.ts";
import { readAll, type Reading } from "./items.ts";
import { laidOut } from "./laid_out.ts";
import { refusalOf } from "./refusal.ts";
import type { Setting } from "./setting.ts";
import { open } from "./setting.ts";
import { space } from "./spaces.ts";
import { methodFile } from "./unlock.ts";
import { vaultAnswer } from "./vault_answer.ts";
import { zip, type Entry } from "./zip.ts";

interface SpaceToTake {
  space: string;
  title: string;
}

/** @param spaces which, and under what name their folder goes */
export async function exportAll(setting: Setting, { spaces }: { spaces: SpaceToTake[] }): Promise<Uint8Array> {
  const unlocking = await unlockFiles(setting);
  const taken: Entry[] = [];
  for (const [i, one] of spaces.entries()) taken.push(...(await spaceEntries(setting, one, `${i + 1} ${safeName(one.title)}`)));
  const readme = { name: "README.txt", content: utf8(readMe(unlocking.map(({ name }) => name))) };
  return zip([readme, ...unlocking, ...taken], new Date(setting.now()));
}

async function unlockFiles(setting: Setting): Promise<Entry[]> {
  const { methods } = await vaultAnswer(setting, { fresh: true });
  const withWords = methods.filter(({ method }) => method !== "passkey"); // a passkey's secret cannot be typed
  return Promise.all(withWords.map(async ({ id, method }) => ({ name: `unlock/${method === "phrase" ? "words" : "sheet"}.age`, content: await methodFile(setting, id) })));
}

async function spaceEntries(setting: Setting, { space: id }: SpaceToTake, folder: string): Promise<Entry[]> {
  const names = new Map((await space(setting, id)).view.members.map(({ person, name }) => [person, name]));
  const entries: Entry[] = [];
  try {
    const { readings, notices } = await readAll(setting, id);
    for (const reading of readings) entries.push(...(await itemEntries({ setting, reading, folder, names })));
    if (notices.length > 0) entries.push({ name: `${folder}/MISSING.txt`, content: utf8(`${notices.join("\n")}\n`) });
  } catch (error) {
    entries.push({ name: `${folder}/NOT READ.txt`, content: utf8(`${refusalOf(error).code}\n`) });
  }
  return entries;
}

async function itemEntries(order: { setting: Setting; reading: Reading; folder: string; names: Map<string, string> }): Promise<Entry[]> {
  const { setting, reading, folder, names } = order;
  const { id, opened, problem } = reading;
  if (opened === null) return [{ name: `${folder}/${id}.NOT READ.txt`, content: utf8(`${problem}\n`) }];
  const { at, kind, by, ver } = opened.heading;
  if (kind === "withdrawn") return [];
  const head = `${kind}, ${at}, by ${names.get(by) ?? by}, version ${ver}`;
  const name = `${folder}/${at.slice(0, 10)} ${kind} ${id}`;
  const sealed = await sealTo([open(setting).keys.recipient], utf8(opened.text));
  return [
    { name: `${name}.txt`, content: utf8(`${head}\n\n${readableText(opened, names)}\n`) },
    { name: `${name}.age`, content: sealed },
  ];
}

/** An agreement is kept as signed, salt and all; its words alone are what people read. */
function readableText({ heading, text }: OpenedItem, names: ReadonlyMap<string, string>): string {
  if (heading.kind !== "agreement") return laidOut(text, names);
  const { clauses } = readAgreement({ text, digest: agreementDigest(text) });
  return clauses.map((clause) => `- ${clause.text}`).join("\n");
}

/** No separators, no control or direction signs, not too long. */
function safeName(title: string): string {
  return title.normalize("NFC").replace(/[\p{C}/\\:*?"<>|]/gu, "").trim().slice(0, 60) || "space";
}

function readMe(unlocking: string[]): string {
  const file = unlocking[0] ?? "unlock/words.age";
  return [
    "Your texts from Fermata.",
    "",
    "Each text is here twice: readable (.txt), and sealed (.age). If you keep this folder somewhere",
    "others can read, delete the .txt files. The sealed ones open with the age tool",
    "(https://age-encryption.org) and your words:",
    "",
    `    age -d -i ${file} "the text.age"`,
    "",
    unlocking.includes("unlock/sheet.age") ? "With unlock/sheet.age it asks for the twelve words of your sheet, in lower case, single spaces between." : "",
    "A text without its folder carries no signature: it shows what was written, not who wrote it.",
    "",
  ].join("\n");
}
