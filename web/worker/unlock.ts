/** Opening the vault: by words, by the sheet, by a passkey. Comes with what words need, so only when one opens. */
import {
  accountKeys, DRAWN_WORDS, DRAWN_WORK, Misread, openWithPhrase, openWithPrf, openWithSheet, readWords, workOf, type Account,
} from "../vault/index.ts";
import { keepDraftKeys, keepKeys } from "./kept_keys.ts";
import { publish } from "./people.ts";
import { Refusal } from "./refusal.ts";
import { forget, type Setting } from "./setting.ts";
import type { Method } from "./shapes.ts";
import { vaultAnswer } from "./vault_answer.ts";

export async function unlockByPhrase(setting: Setting, { words }: { words: string }): Promise<void> {
  const file = await fileOf(setting, "phrase");
  const account = await openWithPhrase({ file, typed: words });
  if (account === null && workOf(file) === DRAWN_WORK) checkDrawnWords(words);
  await unlock(setting, account);
}

export async function unlockBySheet(setting: Setting, { words }: { words: string }): Promise<void> {
  const file = await fileOf(setting, "sheet");
  await unlock(setting, await openWithSheet({ file, typed: words }));
}

/** Any of the passkeys may have been used; its own file is the one that opens. */
export async function unlockByPasskey(setting: Setting, { prf, method }: { prf: Uint8Array; method?: string }): Promise<void> {
  const { methods } = await vaultAnswer(setting);
  const candidates = methods.filter((one) => one.method === "passkey" && (method === undefined || one.id === method));
  for (const { id } of candidates) {
    const found = await openWithPrf({ file: await methodFile(setting, id), prf });
    if (found !== null) return unlock(setting, found);
  }
  throw new Refusal("wrong_passkey");
}

/** Make an account the open one, on this page and the next ones. */
export async function openAccount(setting: Setting, account: Account): Promise<void> {
  const { person } = await vaultAnswer(setting);
  const keys = await accountKeys(account);
  forget(setting);
  const bundle = await publish(setting, { person, keys });
  setting.opened = { person, keys, bundle, account };
  const { keeper } = setting;
  await keepKeys({ keeper, person, account, keys, bundle, now: setting.now() });
  await keepDraftKeys({ keeper, person, keys });
  setting.draftKeys = null;
  setting.tell({ event: "opened" });
}

export async function methodFile(setting: Setting, id: string): Promise<Uint8Array> {
  return setting.wire.getBytes(`/api/vault/methods/${id}/`);
}

/** @throws {@link Misread} `word_unknown` or `word_count`: a clearer no than "these are not the words" */
function checkDrawnWords(typed: string): void {
  const { length } = readWords(typed);
  if (length !== DRAWN_WORDS) throw new Misread("word_count", { count: length, wanted: DRAWN_WORDS });
}

async function unlock(setting: Setting, account: Account | null): Promise<void> {
  if (account === null) throw new Refusal("wrong_words");
  await openAccount(setting, account);
}

async function fileOf(setting: Setting, method: Method["method"]): Promise<Uint8Array> {
  const { methods } = await vaultAnswer(setting, { fresh: true });
  const found = methods.find((one) => one.method === method);
  if (found === undefined) throw new Refusal("no_such_way_in");
  return methodFile(setting, found.id);
}
