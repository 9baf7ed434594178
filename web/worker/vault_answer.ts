/** What the server says of this person's vault; asked for once a page. */
import { areKept, dropKeys } from "./idle.ts";
import { Refusal } from "./refusal.ts";
import { forget, type Setting, type VaultAnswer } from "./setting.ts";

/** The part of the worker that needs keys; see there. */
export const inside = () => import("./inside.ts");

export async function vaultAnswer(setting: Setting, { fresh = false } = {}): Promise<VaultAnswer> {
  if (setting.vault === null || fresh) setting.vault = await setting.wire.get<VaultAnswer>("/api/vault/");
  return setting.vault;
}

/** Take up what the page before left open, unless somebody else signed in since. */
export async function takeUp(setting: Setting): Promise<void> {
  const { person } = await vaultAnswer(setting);
  if (setting.opened !== null && setting.opened.person === person) return;
  const kept = (await areKept(setting.keeper)) ? await (await inside()).keptKeys({ keeper: setting.keeper, now: setting.now() }) : null;
  if (kept !== null && kept.person !== person) {
    await dropKeys(setting.keeper);
    forget(setting);
    return;
  }
  const isLocked = kept !== null && !(await areKept(setting.keeper)); // by another tab, while we read them
  setting.opened = kept === null || isLocked ? null : { ...kept, account: null };
}

/** @throws {@link Refusal} `locked` */
export async function mustBeOpen(setting: Setting): Promise<void> {
  await takeUp(setting);
  if (setting.opened === null) throw new Refusal("locked");
}
