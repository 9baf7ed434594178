/** What every command of the worker works with: the way to the server, what is kept, and what is open. */
import type MiniSearch from "minisearch";
import type { Account, AccountKeys, Bundle, DraftKeys, LogView, OpenSpace, Pins } from "../vault/index.ts";
import type { Keeper } from "./keeper.ts";
import { Refusal } from "./refusal.ts";
import type { Method, SpaceView, VaultEvent } from "./shapes.ts";
import type { Wire } from "./wire.ts";

/** Somebody's vault, open. */
export interface Opened {
  person: string;
  keys: AccountKeys;
  bundle: Bundle;
  /** The account itself: only on the page where the words were given, never kept. */
  account: Account | null;
}

/** Drawn and not yet confirmed. */
export interface Fresh {
  account: Account;
  phrase: string[];
  sheet: string[];
}

/** The server's answer to GET /api/vault/. */
export interface VaultAnswer {
  person: string;
  name: string;
  own_space: string;
  shared: { space: string; names: string[] }[];
  methods: Method[];
  set_up: boolean;
}

export interface People {
  view: LogView;
  /** Every bundle of each person, oldest first. */
  bundles: Map<string, Bundle[]>;
}

/** A space on this page: its view for the page and, unless it waits, its key. */
export interface SpaceHere {
  view: SpaceView;
  open: OpenSpace | null;
}

export interface PinsHere {
  pins: Pins;
  /** Version and hash of the item they stand in. */
  version: number;
  hash: string;
}

export interface Setting {
  wire: Wire;
  keeper: Keeper;
  now(): number;
  tell(event: VaultEvent): void;
  /** Run this with no other tab of this browser in the same section. */
  alone<T>(section: string, work: () => Promise<T>): Promise<T>;
  vault: VaultAnswer | null;
  opened: Opened | null;
  draftKeys: DraftKeys | null;
  fresh: Fresh | null;
  freshSheet: string[] | null;
  people: People | null;
  pins: PinsHere | null;
  spaces: Map<string, SpaceHere>;
  /** Whom the page names as the other readers of a space, by space. */
  named: Map<string, readonly string[]>;
  /** Where the words of a space stand, by space, once somebody has looked for some. */
  indexes: Map<string, MiniSearch>;
  /** Fingerprints whose safety words were shown on this page, by person. */
  shown: Map<string, string>;
  /** Questions on their way, so that two commands at once ask once. */
  asking: Map<string, Promise<unknown>>;
}

export type Needs = Pick<Setting, "wire" | "keeper" | "now" | "tell" | "alone">;

export function newSetting(needs: Needs): Setting {
  return {
    ...needs,
    ...{ vault: null, opened: null, draftKeys: null, fresh: null, freshSheet: null, people: null, pins: null },
    ...{ spaces: new Map(), named: new Map(), indexes: new Map(), shown: new Map(), asking: new Map() },
  };
}

/** @throws {@link Refusal} `locked` */
export function open(setting: Setting): Opened {
  if (setting.opened === null) throw new Refusal("locked");
  return setting.opened;
}

/** The account itself. @throws {@link Refusal} `open_again` unless the words were given on this page */
export function account(setting: Setting): Account {
  const found = open(setting).account;
  if (found === null) throw new Refusal("open_again");
  return found;
}

/** Join in when the same work is on its way already. */
export function shared<T>(setting: Setting, name: string, work: () => Promise<T>): Promise<T> {
  const going = setting.asking.get(name) as Promise<T> | undefined;
  if (going !== undefined) return going;
  const started = work().finally(() => setting.asking.delete(name));
  setting.asking.set(name, started);
  return started;
}

/** Forget everything that was read with the keys. */
export function forget(setting: Setting): void {
  Object.assign(setting, { opened: null, fresh: null, freshSheet: null, people: null, pins: null });
  setting.spaces.clear();
  setting.indexes.clear();
  setting.shown.clear();
  setting.asking.clear();
}
