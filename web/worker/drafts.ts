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
  get(order: { slot: string }): Promise<{ text: string; at: string } | null>;
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
  const sendSoon = () => (sending ??= timers.after(SEND_EVERY, () => sendAll().catch(() => undefined)));
  return {
    async put({ slot, text }) {
      const at = new Date(setting.now()).toISOString();
      await inTurn(() => keepHere(setting, { slot, text, at }));
      sendSoon();
    },
    async get({ slot }) {
      sendSoon(); // what an earlier page left behind
      await last;
      return newest(setting, slot);
    },
    async drop({ slot }) {
      await inTurn(async () => setting.keeper.drop(await nameOf(setting, slot)));
      await setting.wire.post(`/api/drafts/${slot}/delete/`, {});
    },
    flush: sendAll,
  };
}

async function keepHere(setting: Setting, { slot, text, at }: { slot: string; text: string; at: string }): Promise<void> {
  const file = await sealDraft({ keys: await draftKeys(setting), slot, at, text });
  await setting.keeper.put(await nameOf(setting, slot), { file, at, sent: false } satisfies KeptDraft);
}

/** Whatever this browser keeps and the server does not, also from pages that were left before their half minute was over. */
async function sendKept(setting: Setting): Promise<void> {
  const beginning = await nameOf(setting, "");
  for (const name of await setting.keeper.names(beginning)) {
    const kept = await setting.keeper.get<KeptDraft>(name);
    if (kept === undefined || kept.sent) continue;
    await setting.wire.post(`/api/drafts/${name.slice(beginning.length)}/`, { file: base64.encode(kept.file) });
    const now = await setting.keeper.get<KeptDraft>(name);
    if (now?.at === kept.at) await setting.keeper.put(name, { ...kept, sent: true } satisfies KeptDraft);
  }
}

/** The newer of the two that were kept. */
async function newest(setting: Setting, slot: string): Promise<{ text: string; at: string } | null> {
  await mustBeOpen(setting);
  const { keys } = open(setting);
  const kept = await setting.keeper.get<KeptDraft>(await nameOf(setting, slot));
  const here = kept ? await openDraft({ file: kept.file, slot, keys }) : null;
  const file = await serverFile(setting, slot);
  const there = file ? await openDraft({ file, slot, keys }) : null;
  if (here === null || there === null) return here ?? there;
  return here.at >= there.at ? here : there;
}

async function serverFile(setting: Setting, slot: string): Promise<Uint8Array | null> {
  try {
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
