/**
 * The vault's worker: the only place where keys are. It hears commands from its page, tells other
 * pages of this browser when the vault opens or locks, and speaks with the server.
 */
import { makeCommands } from "./commands.ts";
import { keptApart, type Buckets } from "./fleeting.ts";
import { openKeeper } from "./keeper.ts";
import { KEYS } from "./idle.ts";
import { refusalOf } from "./refusal.ts";
import { forget, newSetting, type Setting } from "./setting.ts";
import type { Commands, VaultEvent } from "./shapes.ts";
import { lock, lockWhenIdle } from "./lock.ts";
import { makeWire } from "./wire.ts";

interface Call {
  id: number;
  command: keyof Commands;
  order: never;
}

const IDLE_ASKED_EVERY = 20_000; // milliseconds

let csrf = "";
const tabs = new BroadcastChannel("fermata-vault");
const setting = prepare();
const commands = setting.then((ready) => makeCommands(ready, { after }));

self.onmessage = async ({ data }: MessageEvent<Call | { csrf: string }>) => {
  if ("csrf" in data) {
    csrf = data.csrf;
    return;
  }
  const { id, command, order } = data;
  try {
    const run = (await commands)[command] as (order: never) => Promise<unknown>;
    self.postMessage({ id, ok: await run(order) });
  } catch (error) {
    self.postMessage({ id, refused: refusalOf(error) });
  }
};

/** Another tab opened or locked the vault: forget what is held here, or take it up at the next command. */
tabs.onmessage = async ({ data }: MessageEvent<VaultEvent>) => {
  const here = await setting;
  if (data.event === "locked" || data.event === "signed_out") forget(here);
  self.postMessage({ event: data.event });
};

async function prepare(): Promise<Setting> {
  const { storageBuckets: buckets } = navigator as { storageBuckets?: Buckets };
  const keeper = keptApart(await openKeeper(self.indexedDB), { name: KEYS, buckets });
  const ready: Setting = newSetting({
    keeper,
    wire: makeWire({
      fetch: (path, order) => fetch(path, order),
      csrf: () => csrf,
      pause: (milliseconds) => new Promise((resolve) => void after(milliseconds, resolve)),
      isOnline: () => navigator.onLine !== false,
      away: (isAway) => self.postMessage({ event: isAway ? "away" : "back" }),
      signedOut: () => void lock(ready, "signed_out"),
    }),
    now: () => Date.now(),
    tell,
    alone,
  });
  setInterval(() => void lockWhenIdle(ready), IDLE_ASKED_EVERY);
  return ready;
}

function tell({ event }: VaultEvent): void {
  tabs.postMessage({ event });
  self.postMessage({ event });
}

/** Web Locks reach over all tabs of this browser; where they are missing, tabs are on their own. */
function alone<T>(section: string, work: () => Promise<T>): Promise<T> {
  const locks = navigator.locks as LockManager | undefined;
  return locks === undefined ? work() : (locks.request(`fermata/${section}`, work) as Promise<T>);
}

function after(milliseconds: number, work: () => unknown): () => void {
  const timer = setTimeout(work, milliseconds);
  return () => clearTimeout(timer);
}
