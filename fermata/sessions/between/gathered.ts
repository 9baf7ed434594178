/** What lies ready between two meetings: both spaces read once, in the words of whoever looks. */
import { type Item, type Status, desk } from "../../../web/page/desk.ts";
import { type MinutesHad, itemOf, readMinutes } from "../afterwards.ts";
import type { Company } from "../company.ts";
import { type Kept, fields, isText, keepMine, recordsOf } from "./records.ts";

export interface Gathered {
  me: string;
  company: Company;
  own: string;
  shared: string;
  mine: Item[];
  ours: Item[];
  meetings: MinutesHad[];
  /** Nothing can be given to the others just now. */
  isReadOnly: boolean;
  table: MyTable;
}

/** What is on my own table: where my things have their place, and the questions I like. Sealed, only mine. */
export interface MyTable {
  salt: string;
  favourites: string[];
  /** Exercises I have marked. */
  practised: string[];
  kept: Kept<unknown> | null;
}

export async function gather(status: Status, space: string): Promise<Gathered> {
  const view = await desk.openSpace(space);
  const [mine, ours] = await Promise.all([desk.items({ space: status.own_space }), desk.items({ space })]);
  const minutes = ours.filter(({ kind, problem }) => kind === "minutes" && problem === undefined);
  return {
    me: status.person,
    company: { me: status.person, members: view.members.map(({ person, name }) => ({ person, name })) },
    own: status.own_space,
    shared: space,
    mine,
    ours,
    meetings: minutes.flatMap(({ text }) => readMinutes(text) ?? []),
    isReadOnly: view.readOnly || view.waiting !== null,
    table: tableOf(mine),
  };
}

/** Two devices that began at once made two; the one with the smaller id counts, on every device. */
export function tableOf(items: readonly Item[]): MyTable {
  const [first] = recordsOf(items, "table", readTable).toSorted((one, other) => (one.item < other.item ? -1 : 1));
  if (first === undefined) return { salt: crypto.randomUUID(), favourites: [], practised: [], kept: null };
  return { ...first.value, kept: first };
}

function readTable(value: unknown): Omit<MyTable, "kept"> | null {
  const found = fields(value);
  if (found === null || !isText(found.salt, 80)) return null;
  return { salt: found.salt, favourites: texts(found.favourites), practised: texts(found.practised) };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => isText(one, 80)).slice(0, 1000) : [];
}

/** Keep my table as it is now. */
export async function keepTable(table: MyTable, { own, me }: { own: string; me: string }): Promise<void> {
  const { kept, ...value } = table;
  const order = { space: own, item: kept?.item ?? crypto.randomUUID(), kind: "table", about: "", value };
  const version = await keepMine({ ...order, base: kept?.version ?? 0 });
  table.kept = { item: order.item, version, by: me, at: "", about: "", value };
}

const laying = new WeakMap<MyTable, Promise<void>>();

/** My table is kept, once: places of drafts are drawn from it, so it comes before them. */
export function layTable({ table, own, me }: Pick<Gathered, "table" | "own" | "me">): Promise<void> {
  const laid = laying.get(table) ?? (table.kept === null ? keepTable(table, { own, me }).catch(() => undefined) : Promise.resolve());
  laying.set(table, laid);
  return laid;
}

/** The place of something of mine for the next meeting: the same on all my devices, another one after each meeting. */
export function placeOf(name: string, { table, shared, meetings }: Pick<Gathered, "table" | "shared" | "meetings">): Promise<string> {
  const last = Math.max(0, ...meetings.map(({ ended_at }) => ended_at));
  return itemOf(table.salt, `${name}/${shared}/${last}`);
}
