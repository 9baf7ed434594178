/** Setting up, and the ways into one's space: five words, the sheet, passkeys. */
import {
  base64, drawPhrase, drawSheet, lockWithDrawnPhrase, lockWithOwnPhrase, lockWithPrf, lockWithSheet, newAccount, readWords, type Account,
} from "../vault/index.ts";
import { pinsOf } from "./pins_here.ts";
import { sheetPicture } from "./qr.ts";
import { Refusal } from "./refusal.ts";
import { account, type Setting } from "./setting.ts";
import type { Confirmation, FreshWords, Method } from "./shapes.ts";
import { space } from "./spaces.ts";
import { openAccount } from "./unlock.ts";
import { mustBeOpen, vaultAnswer } from "./vault_answer.ts";

type Answers = Confirmation["answers"];

const ANSWERS = 2;

/** Draw an account and its words; nothing is stored. @throws {@link Refusal} `already_set_up` */
export async function begin(setting: Setting): Promise<FreshWords> {
  const { set_up } = await vaultAnswer(setting, { fresh: true });
  if (set_up) throw new Refusal("already_set_up");
  return draw(setting);
}

/** The same after everything was lost: new keys, and whatever was private before stays closed. */
export async function startOver(setting: Setting): Promise<FreshWords> {
  await vaultAnswer(setting, { fresh: true });
  return draw(setting);
}

/** Store what was drawn, once two words of the sheet were typed back. Safe to do again when it was cut short. */
export async function confirm(setting: Setting, { answers, phrase }: Confirmation): Promise<void> {
  if (setting.fresh === null) throw new Refusal("begin_first");
  const { fresh } = setting;
  checkAnswers(fresh.sheet, answers);
  const phraseFile = await (phrase === undefined
    ? lockWithDrawnPhrase({ account: fresh.account, phrase: fresh.phrase })
    : lockWithOwnPhrase({ account: fresh.account, phrase }));
  const sheetFile = await lockWithSheet({ account: fresh.account, sheet: fresh.sheet });
  const { methods, own_space } = await vaultAnswer(setting);
  await storeMethod(setting, { method: "phrase", label: "", file: phraseFile });
  await storeMethod(setting, { method: "sheet", label: "", file: sheetFile });
  await openAccount(setting, fresh.account);
  await space(setting, own_space);
  await pinsOf(setting);
  for (const { id, method } of methods) if (method === "passkey") await forgetMethod(setting, id); // they open the former account
  await vaultAnswer(setting, { fresh: true });
}

/** @param credential the passkey's id, so that the page can ask for it again */
export async function addPasskey(setting: Setting, order: { prf: Uint8Array; label: string; credential: string }): Promise<{ id: string }> {
  const { prf, label, credential } = order;
  const file = await lockWithPrf({ account: await givenAccount(setting), prf });
  return storeMethod(setting, { method: "passkey", label, file, credential });
}

/** New words in place of the former ones: drawn, or the person's own. */
export async function newPhrase(setting: Setting, { phrase }: { phrase?: string }): Promise<{ phrase: string[] }> {
  const own = await givenAccount(setting);
  const drawn = phrase === undefined ? drawPhrase() : [];
  const file = await (phrase === undefined ? lockWithDrawnPhrase({ account: own, phrase: drawn }) : lockWithOwnPhrase({ account: own, phrase }));
  await storeMethod(setting, { method: "phrase", label: "", file });
  return { phrase: drawn };
}

/** Draw a new sheet; it counts once two of its words were typed back. */
export async function newSheet(setting: Setting): Promise<Pick<FreshWords, "sheet" | "picture">> {
  await givenAccount(setting);
  const sheet = drawSheet();
  setting.freshSheet = sheet;
  return { sheet, picture: sheetPicture(sheet) };
}

export async function confirmSheet(setting: Setting, { answers }: { answers: Answers }): Promise<void> {
  const own = await givenAccount(setting);
  if (setting.freshSheet === null) throw new Refusal("begin_first");
  checkAnswers(setting.freshSheet, answers);
  await storeMethod(setting, { method: "sheet", label: "", file: await lockWithSheet({ account: own, sheet: setting.freshSheet }) });
  setting.freshSheet = null;
}

export async function removeMethod(setting: Setting, { id }: { id: string }): Promise<void> {
  await givenAccount(setting);
  await forgetMethod(setting, id);
}

function draw(setting: Setting): FreshWords {
  setting.fresh = { account: newAccount(), phrase: drawPhrase(), sheet: drawSheet() };
  const { phrase, sheet } = setting.fresh;
  return { phrase, sheet, picture: sheetPicture(sheet) };
}

/** @throws {@link Refusal} `sheet_word_wrong` names the first that is not on the sheet at its place */
function checkAnswers(sheet: string[], answers: Answers): void {
  if (new Set(answers.map(([index]) => index)).size < ANSWERS) throw new Refusal("sheet_word_missing");
  for (const [index, typed] of answers) {
    if (readWords(typed).join(" ") !== sheet[index]) throw new Refusal("sheet_word_wrong", { position: index + 1 });
  }
}

async function givenAccount(setting: Setting): Promise<Account> {
  await mustBeOpen(setting);
  return account(setting);
}

async function storeMethod(
  setting: Setting,
  { file, ...method }: { method: Method["method"]; label: string; file: Uint8Array; credential?: string },
): Promise<{ id: string }> {
  const answer = await setting.wire.post<{ id: string }>("/api/vault/methods/", { ...method, file: base64.encode(file) });
  await vaultAnswer(setting, { fresh: true });
  return answer;
}

async function forgetMethod(setting: Setting, id: string): Promise<void> {
  await setting.wire.post(`/api/vault/methods/${id}/delete/`, {});
  await vaultAnswer(setting, { fresh: true });
}
