/**
 * Drafts: what was typed is safe in this browser within a second, however long somebody types without
 * a pause, and on the server every half minute; also while the vault is locked or the server is away.
 */
import { base64, openDraft, sealDraft, type DraftKeys } from "../vault/index.ts";
import { keptDraftKeys } from "./kept_keys.ts";
import { isRefusal, Refusal } from "./refusal.ts";
import type { Setting } from "./setting.ts";
import { open } from "./setting.ts";
import { mustBeOpen, vaultAnswer } from "./vault_answer.ts";

export interface DraftKeeper {
  put(order: { slot: string; text: string }): Promise<void>;
  get(order: { slot: string }): Promise<{ text: string; at: string } | null>;
  drop(order: { slot: string }): Promise<void>;
  /** Write down everything now: the page is being left. */
  flush(): Promise<void>;
}

interface Typing {
  text: string;
  /** ISO time of the last key. */
  at: string;
  /** Its last state is in this browser. */
  here: boolean;
}

interface KeptDraft {
  file: Uint8Array;
  at: string;
  /** It is on the server as well. */
  sent: boolean;
}

interface Timers {
  /** Run later; answers what cancels it. */
  after(milliseconds: number, work: () => unknown): () => void;
}

const SOON = 500;
const SEND_EVERY = 30_000;

export function makeDrafts(setting: Setting, timers: Timers): DraftKeeper {
  const typing = new Map<string, Typing>();
  let keeping: (() => void) | null = null;
  let sending: (() => void) | null = null;
  let kept = Promise.resolve();

  /** One after the other, so that an older text never lands on a newer one. */
  const keepAll = () => {
    keeping = null;
    kept = kept.catch(() => undefined).then(async () => {
      for (const [slot, draft] of typing) if (!draft.here) await keepHere(setting, slot, draft);
    });
    return kept;
  };
  const sendAll = async () => {
    sending = null;
    await keepAll();
    await sendKept(setting);
  };
  return {
    async put({ slot, text }) {
      await draftKeys(setting);
      typing.set(slot, { text, at: new Date(setting.now()).toISOString(), here: false });
      keeping ??= timers.after(SOON, () => keepAll().catch(() => undefined));
      sending ??= timers.after(SEND_EVERY, () => sendAll().catch(() => undefined));
    },
    async get({ slot }) {
      sending ??= timers.after(SEND_EVERY, () => sendAll().catch(() => undefined)); // what an earlier page left behind
      const now = typing.get(slot);
      return now ? { text: now.text, at: now.at } : newest(setting, slot);
    },
    async drop({ slot }) {
      typing.delete(slot);
      await setting.keeper.drop(await nameOf(setting, slot));
      await setting.wire.post(`/api/drafts/${slot}/delete/`, {});
    },
    async flush() {
      sending?.();
      keeping?.();
      await sendAll();
    },
  };
}

async function keepHere(setting: Setting, slot: string, draft: Typing): Promise<void> {
  const file = await sealed(setting, slot, draft);
  await setting.keeper.put(await nameOf(setting, slot), { file, at: draft.at, sent: false } satisfies KeptDraft);
  draft.here = true;
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

async function sealed(setting: Setting, slot: string, { text, at }: Typing): Promise<Uint8Array> {
  return sealDraft({ keys: await draftKeys(setting), slot, at, text });
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
