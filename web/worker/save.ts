/** Writing items: sealed once, sent until answered, and never over somebody else's words. */
import {
  base64, gossipOf, sealItem, sha256Hex, withdrawalHash, withdrawalToken, type NewVersion,
} from "../vault/index.ts";
import { readAll, readOne } from "./items.ts";
import { learn, spaceMemory, type SpaceMemory } from "./memory.ts";
import { myPrint, people } from "./people.ts";
import { changePins, pinsOf } from "./pins_here.ts";
import { isRefusal, Refusal } from "./refusal.ts";
import type { Setting } from "./setting.ts";
import { open } from "./setting.ts";
import type { Conflict, SaveAnswer, SaveOrder } from "./shapes.ts";
import { readable, writable, type ReadableSpace } from "./spaces.ts";

const PINS_EVERY = 60_000; // milliseconds

/** A version sealed and not yet sent. */
export interface Sealed {
  version: NewVersion;
  file: Uint8Array;
}

export async function save(setting: Setting, order: SaveOrder): Promise<SaveAnswer> {
  return setting.alone(`save/${order.space}`, async () => {
    const sealed = await seal({ setting, ...order, here: await writable(setting, order.space) });
    if (sealed === "stale") return { conflict: await conflictOf(setting, order) };
    const body = { version: order.base, file: base64.encode(sealed.file), ...(await withdrawalOf(setting, order)) };
    try {
      const { version } = await setting.wire.post<{ version: number }>(path(order), body);
      await keepCount({ setting, space: order.space, sealed });
      return { version };
    } catch (error) {
      if (isRefusal(error, "stale")) return { conflict: await conflictOf(setting, order) };
      throw error;
    }
  });
}

/** Take a text back, also after goodbye: its versions are erased, what stays says only that it was here. */
export async function withdraw(setting: Setting, order: { space: string; item: string }): Promise<{ version: number }> {
  return setting.alone(`save/${order.space}`, async () => {
    const { heading } = await readOne({ setting, ...order });
    const withdrawn = { ...order, kind: "withdrawn", text: "", base: heading.ver };
    const sealed = await seal({ setting, ...withdrawn, here: await readable(setting, order.space) });
    if (sealed === "stale") throw new Refusal("stale");
    const token = await withdrawalToken({ marker: open(setting).keys.marker, item: order.item });
    const body = { version: heading.ver, token, file: base64.encode(sealed.file) };
    const answer = await setting.wire.post<{ version: number }>(`${path(order)}withdraw/`, body);
    await keepCount({ setting, space: order.space, sealed });
    return answer;
  });
}

/** Seal the next version of an item. `ahead`: how many others are being sealed before it and not yet sent. */
export async function seal(order: SaveOrder & { setting: Setting; here: ReadableSpace; ahead?: number }): Promise<Sealed | "stale"> {
  const { setting, here, space, item, kind, about, text, base } = order;
  const { keys, bundle } = open(setting);
  const memory = await counted(setting, space);
  const prev = base === 0 ? "" : await hashOf({ setting, space, item, base, memory });
  if (prev === null) return "stale";
  const { [bundle.user]: mine = 0, ...seen } = memory.highest;
  const aseq = Math.max(mine, (await pinsOf(setting)).pins.aseq[space] ?? 0) + 1 + (order.ahead ?? 0);
  const klog = gossipOf((await people(setting)).view);
  const at = new Date(setting.now()).toISOString();
  const version = { note: item, ver: base + 1, prev, at, kind, ...(about ? { about } : {}), aseq, seen: positive(seen), klog };
  return { version, file: await sealItem({ space: here.open, keys, me: bundle, version, text }) };
}

/** The numbers of a space; read all of it once when this device knows nothing of it. */
async function counted(setting: Setting, space: string): Promise<SpaceMemory> {
  const where = { keeper: setting.keeper, space, print: myPrint(setting) };
  const memory = await spaceMemory(where);
  if (Object.keys(memory.highest).length > 0) return memory;
  await readAll(setting, space);
  return spaceMemory(where);
}

/** @returns the hash of the version a text was made from; `null` when the server has a newer one */
async function hashOf(order: { setting: Setting; space: string; item: string; base: number; memory: SpaceMemory }): Promise<string | null> {
  const { setting, space, item, base, memory } = order;
  const known = memory.items[item];
  if (known?.ver === base) return known.hash;
  const opened = await readOne({ setting, space, item });
  return opened.heading.ver === base ? opened.hash : null;
}

/** Only a first version carries the hash that lets its author erase it later. */
async function withdrawalOf(setting: Setting, { item, base }: SaveOrder): Promise<{ withdrawal?: string }> {
  if (base !== 0) return {};
  const token = await withdrawalToken({ marker: open(setting).keys.marker, item });
  return { withdrawal: withdrawalHash(token) };
}

async function conflictOf(setting: Setting, order: SaveOrder): Promise<Conflict> {
  const { space, item, base, text: mine } = order;
  const theirs = await readOne({ setting, space, item });
  const before = base === 0 ? null : await readOne({ setting, space, item, version: base }).catch(() => null);
  const { merge } = await import("../vault/merge.ts");
  const merged = before && merge({ mine, base: before.text, theirs: theirs.text });
  return { mine, theirs: theirs.text, by: theirs.heading.by, merged, version: theirs.heading.ver };
}

export async function keepCount({ setting, space, sealed }: { setting: Setting; space: string; sealed: Sealed }): Promise<void> {
  const { note: item, ver, aseq } = sealed.version;
  const by = open(setting).person;
  const held = { ver, hash: sha256Hex(sealed.file) };
  await learn({ setting, space, print: myPrint(setting), seen: [{ item, held, by, aseq }] });
  await tellOtherDevices(setting, { space, aseq });
}

/** A device that comes later learns how much there must be. It may lag behind, so once a minute will do. */
async function tellOtherDevices(setting: Setting, { space, aseq }: { space: string; aseq: number }): Promise<void> {
  const last = (await setting.keeper.get<number>("pins-written")) ?? 0;
  if (Math.abs(setting.now() - last) < PINS_EVERY) return;
  await setting.keeper.put("pins-written", setting.now());
  void changePins(setting, (pins) => ({ ...pins, aseq: { ...pins.aseq, [space]: Math.max(aseq, pins.aseq[space] ?? 0) } })).catch(() => undefined);
}

function positive(numbers: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(numbers).filter(([, number]) => number > 0));
}

function path({ space, item }: { space: string; item: string }): string {
  return `/api/spaces/${space}/items/${item}/`;
}
