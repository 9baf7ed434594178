/**
 * What this device has seen, kept across pages and locks, so that nothing can go back unnoticed:
 * the log of keys, the newest version of each item and of each meeting, the key of each space, everybody's running numbers.
 */
import type { HeldItem, HeldKey, LogView } from "../vault/index.ts";
import type { Keeper } from "./keeper.ts";
import type { Setting } from "./setting.ts";

/** The newest version seen of an item, and each author's highest running number in any of its versions. */
export interface ItemMemory extends HeldItem {
  wrote: Record<string, number>;
}

export interface SpaceMemory {
  items: Record<string, ItemMemory>;
  /** The highest running number seen, by person. */
  highest: Record<string, number>;
}

const HEAD_LENGTH = 64;

/** @param print the fingerprint these keys go by: somebody who started over begins a new memory */
export async function heldKeyOf({ keeper, space, print }: { keeper: Keeper; space: string; print: string }): Promise<HeldKey | null> {
  return (await keeper.get<HeldKey>(`key/${print}/${space}`)) ?? null;
}

export async function holdKey({ keeper, space, print, held }: { keeper: Keeper; space: string; print: string; held: HeldKey }): Promise<void> {
  await keeper.put(`key/${print}/${space}`, held);
}

export async function spaceMemory({ keeper, space, print }: { keeper: Keeper; space: string; print: string }): Promise<SpaceMemory> {
  return (await keeper.get<SpaceMemory>(`items/${print}/${space}`)) ?? { items: {}, highest: {} };
}

/** One version of one item, seen and found good. */
export interface Seen {
  item: string;
  held: HeldItem;
  by: string;
  aseq: number;
}

/**
 * Add what was seen to the memory of a space; an earlier version changes nothing.
 *
 * Whoever compares an answer with the memory reads the memory *before* asking: what another tab, or
 * a save on this page, learns in the meantime must not make an honest answer look old.
 */
export async function learn(order: { setting: Setting; space: string; print: string; seen: Seen[] }): Promise<void> {
  const { setting, space, print, seen } = order;
  const { keeper } = setting;
  await setting.alone(`memory/${space}`, async () => {
    const memory = await spaceMemory({ keeper, space, print });
    for (const { item, held, by, aseq } of seen) {
      const known = memory.items[item] ?? { ...held, wrote: {} };
      known.wrote[by] = Math.max(known.wrote[by] ?? 0, aseq);
      memory.items[item] = known.ver <= held.ver ? { ...held, wrote: known.wrote } : known;
      memory.highest[by] = Math.max(memory.highest[by] ?? 0, aseq);
    }
    await keeper.put(`items/${print}/${space}`, memory);
  });
}

/** The newest seen of what has no running number: the state of a meeting, the agreement of a space. */
export async function heldState({ setting, id, print }: { setting: Setting; id: string; print: string }): Promise<HeldItem | null> {
  return (await setting.keeper.get<HeldItem>(`state/${print}/${id}`)) ?? null;
}

/** Add what was seen; an earlier version changes nothing. */
export async function holdState({ setting, id, print, held }: { setting: Setting; id: string; print: string; held: HeldItem }): Promise<void> {
  await setting.alone(`memory/${id}`, async () => {
    const known = await heldState({ setting, id, print });
    if (known === null || known.ver < held.ver) await setting.keeper.put(`state/${print}/${id}`, held);
  });
}

/** The heads lie in one string, so that ten thousand of them are read at once. */
export async function keptLog(keeper: Keeper): Promise<LogView> {
  const heads = (await keeper.get<string>("log")) ?? "";
  return Array.from({ length: heads.length / HEAD_LENGTH }, (_, i) => heads.slice(i * HEAD_LENGTH, (i + 1) * HEAD_LENGTH));
}

export async function keepLog({ setting, view }: { setting: Setting; view: LogView }): Promise<void> {
  await setting.alone("memory/log", async () => {
    const known = (await setting.keeper.get<string>("log")) ?? "";
    if (known.length < view.length * HEAD_LENGTH) await setting.keeper.put("log", view.join(""));
  });
}
