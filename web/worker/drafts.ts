/**
 * Drafts: what is put here is written down in this browser before the answer, and is on the server half a minute
 * later; also while the vault is locked or the server is away.
 */
import { base64, openDraft, sealDraft, type DraftKeys } from "../vault/index.ts";
import { keptDraftKeys } from "./kept_keys.ts";
import { isRefusal, Refusal } from "./refusal.ts";
import type { Setting } from "./setting.ts";
import { open } from "./setting.ts";
import { mustBeOpen, vaultAnswer } from "./vault_answer.ts";

export interface DraftKeeper {
  /** Answers once it is written down in this browser. */
  put(order: { slot: string; text: string }): Promise<void>;
  /** `here`: only what this browser keeps, without asking the server. */
  get(order: { slot: string; here?: boolean }): Promise<{ text: string; at: string } | null>;
  drop(order: { slot: string }): Promise<void>;
  /** Bring to the server now what it does not have yet: this browser is about to forget, or the page is being left. */
  flush(): Promise<void>;
}

interface KeptDraft {
  file: Uint8Array;
  /** ISO time of the last key. */
  at: string;
  /** It is on the server as well. */
  sent: boolean;
}

interface Timers {
  /** Run later; answers what cancels it. */
  after(milliseconds: number, work: () => unknown): () => void;
}

const SEND_EVERY = 30_000;
/** Afterwards another device may have begun something. */
const LISTED_FOR = 5_000;

export function makeDrafts(setting: Setting, timers: Timers): DraftKeeper {
  let sending: (() => void) | null = null;
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other, so that an older text never lands on a newer one. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  const sendAll = async () => {
    sending?.();
    sending = null;
    await last;
    await sendKept(setting);
  };
  /** Boxes of a page open at one moment: the server is asked once where it has anything, and then for that only. */
  let listed: Promise<ReadonlySet<string>> | null = null;
  const isThere = async (slot: string): Promise<boolean> => {
    if (listed === null) {
      listed = slotsOnServer(setting);
      listed.catch(() => (listed = null));
      timers.after(LISTED_FOR, () => (listed = null));
    }
    return (await listed).has(slot);
  };
  const sendSoon = () => (sending ??= timers.after(SEND_EVERY, () => sendAll().catch(() => undefined)));
  return {
    async put({ slot, text }) {
      const at = new Date(setting.now()).toISOString();
      await inTurn(() => keepHere(setting, { slot, text, at }));
      sendSoon();
    },
    async get({ slot, here = false }) {
      sendSoon(); // what an earlier page left behind
      await last;
      await mustBeOpen(setting);
      return here ? inThisBrowser(setting, slot) : newest({ setting, slot, isThere });
    },
    async drop({ slot }) {
      await inTurn(async () => setting.keeper.drop(await nameOf(setting, slot)));
      await onItsWay(setting, slot, () => setting.wire.post(`/api/drafts/${slot}/delete/`, {}));
    },
    flush: sendAll,
  };
}

async function keepHere(setting: Setting, { slot, text, at }: { slot: string; text: string; at: string }): Promise<void> {
  const file = await sealDraft({ keys: await draftKeys(setting), slot, at, text });
  await setting.keeper.put(await nameOf(setting, slot), { file, at, sent: false } satisfies KeptDraft);
}

/**
 * Whatever this browser keeps and the server does not, also from pages that were left before their half minute was over.
 * @throws the first refusal, once the others were brought
 */
async function sendKept(setting: Setting): Promise<void> {
  const beginning = await nameOf(setting, "");
  const names = await setting.keeper.names(beginning);
  const brought = await Promise.allSettled(names.map((name) => onItsWay(setting, name.slice(beginning.length), (slot) => send(setting, { name, slot }))));
  const refused = brought.find(({ status }) => status === "rejected");
  if (refused !== undefined) throw (refused as PromiseRejectedResult).reason;
}

/** The server hears of a draft, from all tabs, in the order in which things happened: one that was dropped does not come back. */
function onItsWay<T>(setting: Setting, slot: string, work: (slot: string) => Promise<T>): Promise<T> {
  return setting.alone(`draft/${slot}`, () => work(slot));
}

async function send(setting: Setting, { name, slot }: { name: string; slot: string }): Promise<void> {
  const kept = await setting.keeper.get<KeptDraft>(name);
  if (kept === undefined || kept.sent) return;
  await setting.wire.post(`/api/drafts/${slot}/`, { file: base64.encode(kept.file) });
  const now = await setting.keeper.get<KeptDraft>(name);
  if (now?.at === kept.at) await setting.keeper.put(name, { ...kept, sent: true } satisfies KeptDraft);
}

interface Looking {
  setting: Setting;
  slot: string;
  isThere(slot: string): Promise<boolean>;
}

/** The newer of the two that were kept; that of this browser where the server's cannot be had or does not hold. */
async function newest({ setting, slot, isThere }: Looking): Promise<{ text: string; at: string } | null> {
  const here = await inThisBrowser(setting, slot);
  const there = await onServer({ setting, slot, isThere }).catch((error: unknown) => {
    if (here === null || setting.opened === null) throw error;
    return null;
  });
  if (here === null || there === null) return here ?? there;
  return here.at >= there.at ? here : there;
}

async function inThisBrowser(setting: Setting, slot: string): Promise<{ text: string; at: string } | null> {
  const kept = await setting.keeper.get<KeptDraft>(await nameOf(setting, slot));
  return kept ? openDraft({ file: kept.file, slot, keys: open(setting).keys }) : null;
}

async function onServer({ setting, slot, isThere }: Looking): Promise<{ text: string; at: string } | null> {
  const file = await serverFile({ setting, slot, isThere });
  return file && openDraft({ file, slot, keys: open(setting).keys });
}

async function slotsOnServer(setting: Setting): Promise<ReadonlySet<string>> {
  const { slots } = await setting.wire.get<{ slots: string[] }>("/api/drafts/");
  return new Set(slots);
}

async function serverFile({ setting, slot, isThere }: Looking): Promise<Uint8Array | null> {
  try {
    if (!(await isThere(slot))) return null;
    const { file } = await setting.wire.get<{ file: string }>(`/api/drafts/${slot}/`);
    return base64.decode(file);
  } catch (error) {
    if (isRefusal(error, "not_there") || isRefusal(error, "away")) return null;
    throw error;
  }
}

/**
 * What seals drafts: from the open vault, or kept from when it was open last.
 * @throws {@link Refusal} `locked` when it was never open in this browser
 */
async function draftKeys(setting: Setting): Promise<DraftKeys> {
  if (setting.opened !== null) return setting.opened.keys;
  const { person } = await vaultAnswer(setting);
  setting.draftKeys ??= await keptDraftKeys({ keeper: setting.keeper, person });
  if (setting.draftKeys === null) throw new Refusal("locked");
  return setting.draftKeys;
}

async function nameOf(setting: Setting, slot: string): Promise<string> {
  return `draft/${(await vaultAnswer(setting)).person}/${slot}`;
}
