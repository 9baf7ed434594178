/** Reading items: each is checked by itself, all of them together for what may be missing. */
import { base64, checkNothingWithheld, checkStillThere, openItem, Tampered, type Counted, type Heading, type HeldItem, type OpenedItem } from "../vault/index.ts";
import { learn, spaceMemory, type SpaceMemory } from "./memory.ts";
import { checkGossip, myPrint } from "./people.ts";
import { pinsId, pinsOf } from "./pins_here.ts";
import { isRefusal, refusalOf } from "./refusal.ts";
import type { Setting } from "./setting.ts";
import type { Item } from "./shapes.ts";
import { readable, withSpace } from "./spaces.ts";

export interface ItemAnswer {
  id: string;
  version: number;
  epoch: number;
  file: string;
}

interface Page {
  items: ItemAnswer[];
  next: string | null;
}

/** One item as read: opened, or with the code of what is wrong with it. */
export interface Reading {
  id: string;
  version: number;
  opened: OpenedItem | null;
  problem: string | null;
}

/** All items of a space, newest first by their authors' clocks; problems first of all. */
export async function items(setting: Setting, id: string): Promise<Item[]> {
  setting.indexes.delete(id); // what is listed anew is looked through anew
  const { readings, notices } = await readAll(setting, id);
  const shown = readings.map(itemOf).toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return [...notices.map(noticeOf), ...shown];
}

/** One item. @throws {@link Tampered} or {@link Refusal} `not_there` */
export async function read(setting: Setting, order: { space: string; item: string }): Promise<Item> {
  const reading = await readOne({ setting, ...order });
  return itemOf({ id: order.item, version: reading.heading.ver, opened: reading, problem: null });
}

/** One item, opened; `version` for an earlier one, which is then not compared with the newest seen. */
export async function readOne(order: { setting: Setting; space: string; item: string; version?: number }): Promise<OpenedItem> {
  const { setting, space: id, item } = order;
  const print = myPrint(setting);
  const { items: known } = await spaceMemory({ keeper: setting.keeper, space: id, print });
  const query = order.version === undefined ? "" : `?version=${order.version}`;
  const answer = await setting.wire.get<ItemAnswer>(`/api/spaces/${id}/items/${item}/${query}`).catch((error: unknown) => {
    const isKnown = order.version === undefined && known[item] !== undefined; // what was there once stays, if only as withdrawn
    throw isKnown && isRefusal(error, "not_there") ? new Tampered("withheld") : error;
  });
  const version = order.version ?? answer.version;
  const held = order.version === undefined || known[item]?.ver === version ? (known[item] ?? null) : null;
  const [file, place] = [base64.decode(answer.file), { note: item, version, held }];
  const opened = await withSpace(setting, id, ({ open: space }) => openItem({ file, space, place }));
  if (opened === null) throw new Tampered("not_for_us");
  await checkGossip(setting, opened.heading.klog);
  if (order.version === undefined) await learn({ setting, space: id, print, seen: [seenOf(opened)] });
  return opened;
}

/** Everything readable of a space, what is wrong with the rest, and what is missing. */
export async function readAll(setting: Setting, id: string): Promise<{ readings: Reading[]; notices: string[] }> {
  const here = await readable(setting, id);
  const print = myPrint(setting);
  const memory = await spaceMemory({ keeper: setting.keeper, space: id, print });
  const remembered = await rememberedCounts(setting, id, memory);
  const hidden = here.view.kind === "own" ? await pinsId(setting) : null;
  const read = (answer: ItemAnswer): Promise<Reading> => readingOf({ setting, space: id, answer, held: memory.items[answer.id] ?? null });
  const answers: ItemAnswer[] = [];
  const begun: Promise<Reading>[] = []; // one page is opened while the next is on its way
  for await (const page of pages(setting, id)) {
    answers.push(...page);
    begun.push(...page.filter((answer) => answer.id !== hidden).map(read));
  }
  const readings = await Promise.all(begun);
  const opened = readings.flatMap((reading) => reading.opened ?? []);
  for (const gossip of widest(opened)) await checkGossip(setting, gossip);
  const notices = await missing({ setting, id, answers, opened, memory, remembered });
  await learn({ setting, space: id, print, seen: opened.map(seenOf) });
  return { readings, notices };
}

async function* pages(setting: Setting, id: string): AsyncGenerator<ItemAnswer[]> {
  for (let after: string | null = ""; after !== null; ) {
    const query: string = after === "" ? "" : `?after=${encodeURIComponent(after)}`;
    const page: Page = await setting.wire.get<Page>(`/api/spaces/${id}/items/${query}`);
    yield page.items;
    after = page.next;
  }
}

async function readingOf(order: { setting: Setting; space: string; answer: ItemAnswer; held: HeldItem | null }): Promise<Reading> {
  const { setting, answer, held } = order;
  const { id, version } = answer;
  try {
    const [file, place] = [base64.decode(answer.file), { note: id, version, held }];
    const opened = await withSpace(setting, order.space, ({ open: space }) => openItem({ file, space, place }));
    return { id, version, opened, problem: opened === null ? "not_for_us" : null };
  } catch (error) {
    return { id, version, opened: null, problem: refusalOf(error).code };
  }
}

/** What this person has seen of each author, on this device and, for their own, on any. */
async function rememberedCounts(setting: Setting, id: string, memory: SpaceMemory): Promise<Record<string, number>> {
  const me = setting.opened!.person;
  const { pins } = await pinsOf(setting);
  return { ...memory.highest, [me]: Math.max(memory.highest[me] ?? 0, pins.aseq[id] ?? 0) };
}

interface Missing {
  setting: Setting;
  id: string;
  answers: ItemAnswer[];
  opened: OpenedItem[];
  memory: SpaceMemory;
  remembered: Record<string, number>;
}

async function missing({ setting, id, answers, opened, memory, remembered }: Missing): Promise<string[]> {
  const listed = new Map(answers.map((answer) => [answer.id, answer.version]));
  const known = new Map(Object.entries(memory.items).map(([item, held]) => [item, held.ver]));
  return [
    ...(await problemOf(() => checkStillThere({ listed, remembered: known }))),
    ...(await problemOf(async () => {
      const items = [...opened.map((item) => item.heading), ...overwritten(memory, listed)];
      try {
        checkNothingWithheld({ items, remembered });
      } catch {
        checkNothingWithheld({ items: [...items, ...(await earlier(setting, id, opened))], remembered });
      }
    })),
  ];
}

/** Numbers this device has seen in versions that somebody wrote on top of since. */
function overwritten(memory: SpaceMemory, listed: ReadonlyMap<string, number>): Counted[] {
  return Object.entries(memory.items)
    .filter(([item, { ver }]) => (listed.get(item) ?? 0) >= ver)
    .flatMap(([, { wrote }]) => Object.entries(wrote).map(([by, aseq]) => ({ by, aseq, seen: {} })));
}

/** A device that has not seen them reads the earlier versions, once. */
async function earlier(setting: Setting, id: string, opened: OpenedItem[]): Promise<Heading[]> {
  const found: OpenedItem[] = [];
  for (const { heading } of opened) {
    for (let version = heading.ver - 1; version > 0 && heading.kind !== "withdrawn"; version--) {
      const before = await readOne({ setting, space: id, item: heading.note, version }).catch(() => null);
      if (before !== null) found.push(before);
    }
  }
  await learn({ setting, space: id, print: myPrint(setting), seen: found.map(seenOf) });
  return found.map((item) => item.heading);
}

async function problemOf(check: () => void | Promise<void>): Promise<string[]> {
  try {
    await check();
    return [];
  } catch (error) {
    return [refusalOf(error).code];
  }
}

/** One gossip for each length of the log is enough: two different heads of one length cannot both agree. */
function widest(opened: OpenedItem[]): Heading["klog"][] {
  return [...new Map(opened.map(({ heading }) => [heading.klog.join(), heading.klog])).values()].toSorted((a, b) => b[0] - a[0]);
}

function seenOf({ heading, hash }: OpenedItem): { item: string; held: HeldItem; by: string; aseq: number } {
  return { item: heading.note, held: { ver: heading.ver, hash }, by: heading.by, aseq: heading.aseq };
}

function itemOf({ id, version, opened, problem }: Reading): Item {
  if (opened === null) return { ...noticeOf(problem ?? "damaged"), id, version, kind: "unreadable" };
  const { kind, about = "", at, by } = opened.heading;
  return { id, version, kind, about, at, by, text: opened.text };
}

function noticeOf(problem: string): Item {
  return { id: "", version: 0, kind: "notice", about: "", at: "", by: "", text: "", problem };
}
