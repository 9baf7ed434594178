/** How the vault stands, and locking it. */
import { dropKeys, IDLE_LIMIT, lastUse, noteUse } from "./idle.ts";
import { forget, type Setting } from "./setting.ts";
import type { Status, VaultEvent } from "./shapes.ts";
import { takeUp, vaultAnswer } from "./vault_answer.ts";

const USE_NOTED_EVERY = 30_000; // milliseconds

export async function status(setting: Setting): Promise<Status> {
  const { person, name, methods, own_space, shared, set_up } = await vaultAnswer(setting, { fresh: true });
  await takeUp(setting);
  const state = setting.opened !== null ? "open" : set_up ? "locked" : "none";
  return { state, person, name, methods, own_space, shared };
}

/** Lock this page and every other one. */
export async function lock(setting: Setting, event: VaultEvent["event"] = "locked"): Promise<void> {
  await dropKeys(setting.keeper);
  forget(setting);
  setting.tell({ event });
}

/** The person did something: the idle clock begins again. */
export async function touch(setting: Setting): Promise<void> {
  const now = setting.now();
  if (setting.opened === null || now - (await lastUse(setting.keeper)) < USE_NOTED_EVERY) return;
  await noteUse({ keeper: setting.keeper, now });
}

/** Lock when nobody did anything for too long; asked every now and then. */
export async function lockWhenIdle(setting: Setting): Promise<void> {
  if (setting.opened !== null && setting.now() - (await lastUse(setting.keeper)) > IDLE_LIMIT) await lock(setting);
}
