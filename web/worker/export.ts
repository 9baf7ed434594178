/**
 * Everything of mine in one folder: readable texts, the same texts sealed for my own account, and the
 * unlock files, which open them with the ordinary age tool and my words.
 */
import { agreementDigest, readAgreement, sealTo, utf8, type OpenedItem } from "../vault/index.ts";
import { filled } from "../page/filled.ts";
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

type Words = Record<string, string>;

/** @param spaces which, and under what name their folder goes; words: what is said in the files, by name */
export async function exportAll(setting: Setting, { spaces, words }: { spaces: SpaceToTake[]; words: Words }): Promise<Uint8Array> {
  const unlocking = await unlockFiles(setting);
  const taken: Entry[] = [];
  for (const [i, { space: id, title }] of spaces.entries()) {
    const folder = `${i + 1} ${safeName(title) || said(words, "export.space")}`;
    taken.push(...(await spaceEntries({ setting, id, folder, words })));
  }
  const readme = { name: "README.txt", content: utf8(readMe(words, unlocking.map(({ name }) => name))) };
  return zip([readme, ...unlocking, ...taken], new Date(setting.now()));
}

async function unlockFiles(setting: Setting): Promise<Entry[]> {
  const { methods } = await vaultAnswer(setting, { fresh: true });
  const withWords = methods.filter(({ method }) => method !== "passkey"); // a passkey's secret cannot be typed
  return Promise.all(withWords.map(async ({ id, method }) => ({ name: `unlock/${method === "phrase" ? "words" : "sheet"}.age`, content: await methodFile(setting, id) })));
}

async function spaceEntries(order: { setting: Setting; id: string; folder: string; words: Words }): Promise<Entry[]> {
  const { setting, id, folder, words } = order;
  const names = new Map((await space(setting, id)).view.members.map(({ person, name }) => [person, name]));
  const entries: Entry[] = [];
  try {
    const { readings, notices } = await readAll(setting, id);
    for (const reading of readings) entries.push(...(await itemEntries({ setting, reading, folder, names, words })));
    if (notices.length > 0) entries.push({ name: `${folder}/${said(words, "export.missing")}.txt`, content: problems(words, notices) });
  } catch (error) {
    entries.push({ name: `${folder}/${said(words, "export.not_read")}.txt`, content: problems(words, [refusalOf(error).code]) });
  }
  return entries;
}

async function itemEntries(order: { setting: Setting; reading: Reading; folder: string; names: Map<string, string>; words: Words }): Promise<Entry[]> {
  const { setting, reading, folder, names, words } = order;
  const { id, opened, problem } = reading;
  if (opened === null) return [{ name: `${folder}/${id}.${said(words, "export.not_read")}.txt`, content: problems(words, [problem ?? "damaged"]) }];
  const { at, kind, by, ver } = opened.heading;
  if (kind === "withdrawn") return [];
  const head = said(words, "export.head", { kind: words[`export.kind.${kind}`] ?? kind, at, name: names.get(by) ?? by, version: ver });
  const name = `${folder}/${at.slice(0, 10)} ${kind} ${id}`;
  const sealed = await sealTo([open(setting).keys.recipient], utf8(opened.text));
  return [
    { name: `${name}.txt`, content: utf8(`${head}\n\n${readableText(opened, names)}\n`) },
    { name: `${name}.age`, content: sealed },
  ];
}

/** What is wrong, each in a sentence of its own. */
function problems(words: Words, codes: string[]): Uint8Array {
  return utf8(codes.map((code) => `${said(words, `vault.${code}`)}\n`).join(""));
}

function said(words: Words, name: string, params: Record<string, string | number> = {}): string {
  return filled(words[name] ?? name, params);
}

/** An agreement is kept as signed, salt and all; its words alone are what people read. */
function readableText({ heading, text }: OpenedItem, names: ReadonlyMap<string, string>): string {
  if (heading.kind !== "agreement") return laidOut(text, names);
  const { clauses } = readAgreement({ text, digest: agreementDigest(text) });
  return clauses.map((clause) => `- ${clause.text}`).join("\n");
}

/** No separators, no control or direction signs, not too long. */
function safeName(title: string): string {
  return title.normalize("NFC").replace(/[\p{C}/\\:*?"<>|]/gu, "").trim().slice(0, 60);
}

function readMe(words: Words, unlocking: string[]): string {
  const sheet = unlocking.includes("unlock/sheet.age") ? said(words, "export.readme_sheet") : "";
  return said(words, "export.readme", { file: unlocking[0] ?? "unlock/words.age", sheet });
}
