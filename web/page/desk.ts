/**
 * The page's side of the vault: typed calls to the worker that alone holds the keys.
 *
 * `desk.save({...})` and the rest answer with plain text and values, or reject with a {@link DeskError}
 * whose `code` has a sentence in the words under `vault.<code>`. The worker starts at the first call.
 */
import type { Commands, CommandName, VaultEvent } from "../worker/shapes.ts";

export type * from "../worker/shapes.ts";

/** The one address the worker may have: ours, with the fingerprint of a release. The page names it. */
const IS_OURS = /^\/static\/vault-worker\.js\?v=[\w-]{8}$/;

/** A refusal. `code` is stable; `params` fill the sentence `vault.<code>`. */
export class DeskError extends Error {
  readonly code: string;
  readonly params: Record<string, string | number>;

  constructor(code: string, params: Record<string, string | number> = {}) {
    super(code);
    this.name = "DeskError";
    this.code = code;
    this.params = params;
  }
}

type Order<Name extends CommandName> = Parameters<Commands[Name]>[0];
type Answer<Name extends CommandName> = Awaited<ReturnType<Commands[Name]>>;

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: DeskError): void;
}

interface Reply {
  id: number;
  ok?: unknown;
  refused?: { code: string; params: Record<string, string | number> };
  event?: VaultEvent["event"];
}

let worker: Worker | null = null;
let workerUrl: unknown = null;
let lastId = 0;
let lastTouch = 0;
const waiting = new Map<number, Waiting>();
const listeners = new Set<(event: VaultEvent) => void>();

/** Everything the vault can do for a page. */
export const desk = {
  status: () => ask("status", undefined),
  begin: () => ask("begin", undefined),
  startOver: () => ask("startOver", undefined),
  confirm: (order: Order<"confirm">) => ask("confirm", order),
  unlockByPhrase: (words: string) => ask("unlockByPhrase", { words }),
  unlockBySheet: (words: string) => ask("unlockBySheet", { words }),
  unlockByPasskey: (prf: Uint8Array, method?: string) =>
    ask("unlockByPasskey", method === undefined ? { prf } : { prf, method }),
  lock: () => ask("lock", undefined),
  addPasskey: (order: Order<"addPasskey">) => ask("addPasskey", order),
  newPhrase: (order: Order<"newPhrase"> = {}) => ask("newPhrase", order),
  newSheet: () => ask("newSheet", undefined),
  confirmSheet: (order: Order<"confirmSheet">) => ask("confirmSheet", order),
  removeMethod: (id: string) => ask("removeMethod", { id }),
  openSpace: (space: string, people?: readonly string[]) => ask("openSpace", people === undefined ? { space } : { space, people }),
  letBackIn: (order: Order<"letBackIn">) => ask("letBackIn", order),
  items: (order: Order<"items">) => ask("items", order),
  find: (order: Order<"find">) => ask("find", order),
  read: (order: Order<"read">) => ask("read", order),
  save: (order: Order<"save">) => ask("save", order),
  withdraw: (order: Order<"withdraw">) => ask("withdraw", order),
  draft: {
    put: (order: Order<"draft.put">) => ask("draft.put", order),
    get: (order: Order<"draft.get">) => ask("draft.get", order),
    drop: (order: Order<"draft.drop">) => ask("draft.drop", order),
    flush: () => ask("draft.flush", undefined),
  },
  safetyWords: (order: Order<"safetyWords">) => ask("safetyWords", order),
  confirmWords: (order: Order<"confirmWords">) => ask("confirmWords", order),
  wordsDiffer: (order: Order<"wordsDiffer">) => ask("wordsDiffer", order),
  agreement: (order: Order<"agreement">) => ask("agreement", order),
  propose: (order: Order<"propose">) => ask("propose", order),
  putSide: (order: Order<"putSide">) => ask("putSide", order),
  sign: (order: Order<"sign">) => ask("sign", order),
  withdrawSignature: (order: Order<"withdrawSignature">) => ask("withdrawSignature", order),
  sayGoodbye: (order: Order<"sayGoodbye">) => ask("sayGoodbye", order),
  meeting: {
    open: (order: Order<"meeting.open">) => ask("meeting.open", order),
    put: (order: Order<"meeting.put">) => ask("meeting.put", order),
    decode: (order: Order<"meeting.decode">) => ask("meeting.decode", order),
    end: (order: Order<"meeting.end">) => ask("meeting.end", order),
  },
  exportAll: (order: Order<"exportAll">) => ask("exportAll", order),
  /** Hear of locking, opening and sign-out, here or in another tab. Answers a function that stops it. */
  onChange(listener: (event: VaultEvent) => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

function ask<Name extends CommandName>(command: Name, order: Order<Name>): Promise<Answer<Name>> {
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
    theWorker().postMessage({ id, command, order });
  });
}

function theWorker(): Worker {
  if (worker === null) {
    if (workerUrl === null) watchThePerson();
    workerUrl ??= trustedWorkerUrl(); // a policy can be made only once
    worker = new Worker(workerUrl as string, { type: "module", name: "vault" });
    worker.onmessage = ({ data }: MessageEvent<Reply>) => hear(data);
    worker.onerror = startAnew;
    worker.postMessage({ csrf: document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content ?? "" });
  }
  return worker;
}

interface PolicyMaker {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown };
}

/** `new Worker()` is a Trusted Types sink; the one policy of this origin knows exactly one address. */
function trustedWorkerUrl(): unknown {
  const named = document.querySelector<HTMLMetaElement>('meta[name="worker"]')?.content ?? "";
  const maker = (globalThis as { trustedTypes?: PolicyMaker }).trustedTypes;
  if (maker === undefined) return named;
  const policy = maker.createPolicy("fermata", {
    createScriptURL(url) {
      if (!IS_OURS.test(url)) throw new TypeError("not the vault's worker");
      return url;
    },
  });
  return policy.createScriptURL(named);
}

function hear(reply: Reply): void {
  if (reply.event !== undefined) {
    for (const listener of listeners) listener({ event: reply.event });
    return;
  }
  const call = waiting.get(reply.id);
  waiting.delete(reply.id);
  if (reply.refused) call?.reject(new DeskError(reply.refused.code, reply.refused.params));
  else call?.resolve(reply.ok);
}

/** A worker that broke answers nothing any more: say so to whoever waits, and let the next call start another. */
function startAnew(): void {
  worker?.terminate();
  worker = null;
  for (const call of waiting.values()) call.reject(new DeskError("worker_failed"));
  waiting.clear();
}

/** Typing and pointing put off the idle lock; hiding the page saves its drafts at once. */
function watchThePerson(): void {
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, touch, { passive: true, capture: true });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void ask("draft.flush", undefined).catch(() => undefined);
  });
}

function touch(): void {
  if (Date.now() - lastTouch < 60_000) return;
  lastTouch = Date.now();
  void ask("touch", undefined).catch(() => undefined);
}
