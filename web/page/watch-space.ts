/**
 * Whether this person's space is open in this browser, told to everything on the page that shows sealed words.
 *
 * The worker is asked once for the whole page; afterwards it tells of itself, also for other tabs.
 */
import { desk, type Status, type VaultState } from "./desk.ts";
import { markOpen } from "./open-mark.ts";

export interface Seen {
  /** `signed_out`: somebody signed out, here or in another tab. `unknown`: the server could not be asked. */
  state: VaultState | "signed_out" | "unknown";
  status: Status | null;
  /** Why it is unknown. */
  error?: unknown;
}

type Listener = (seen: Seen) => void;

const AGAIN_MS = 5000;
const listeners = new Set<Listener>();
let seen: Seen | null = null;
let asked = 0;
let isListening = false;

/** Hear at once, or as soon as it is known, and at every change. Answers a function that stops it. */
export function watchSpace(listener: Listener): () => void {
  listeners.add(listener);
  if (!isListening) listen();
  if (seen !== null) listener(seen);
  else if (asked === 0) void ask();
  return () => void listeners.delete(listener);
}

/** Ask again: after opening the space on this page. */
export async function lookAgain(): Promise<void> {
  await ask();
}

function listen(): void {
  isListening = true;
  desk.onChange(({ event }) => {
    if (event === "opened") return void ask();
    if (event !== "locked" && event !== "signed_out") return;
    asked++; // an answer still under way would be older than this
    tell({ state: event, status: seen?.status ?? null });
  });
  addEventListener("pageshow", (event) => void (event.persisted && ask()));
}

async function ask(): Promise<void> {
  const turn = ++asked;
  try {
    const status = await desk.status();
    if (turn === asked) tell({ state: status.state, status });
  } catch (error) {
    if (turn !== asked) return;
    const isSignedOut = (error as { code?: string }).code === "signed_out";
    tell({ state: isSignedOut ? "signed_out" : "unknown", status: null, error });
    if (!isSignedOut) setTimeout(() => void (turn === asked && ask()), AGAIN_MS);
  }
}

function tell(now: Seen): void {
  seen = now;
  if (now.state !== "unknown") markOpen(now.state === "open");
  for (const listener of [...listeners]) listener(now);
}
