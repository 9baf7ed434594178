/** Whether keys are kept from the page before, and for how long: what can be known without a word of cryptography. */
import type { Keeper } from "./keeper.ts";

/** Half an hour without a key pressed or a pointer down. */
export const IDLE_LIMIT = 30 * 60_000;

/** Under this name the keys lie. */
export const KEYS = "open";
const USED = "used";

export async function areKept(keeper: Keeper): Promise<boolean> {
  return (await keeper.get(KEYS)) !== undefined;
}

export async function dropKeys(keeper: Keeper): Promise<void> {
  await keeper.drop(KEYS);
}

export async function noteUse({ keeper, now }: { keeper: Keeper; now: number }): Promise<void> {
  await keeper.put(USED, now);
}

export async function lastUse(keeper: Keeper): Promise<number> {
  return (await keeper.get<number>(USED)) ?? 0;
}
