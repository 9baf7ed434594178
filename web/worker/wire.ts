/**
 * Talking to the server. Nothing else in the worker does.
 *
 * A write carries one idempotency key for all its attempts and is tried until it is answered, so a
 * server that was killed in the middle of it does it once. A question is given up after a while.
 */
import { Refusal } from "./refusal.ts";

export interface Wire {
  get<T>(path: string): Promise<T>;
  getBytes(path: string): Promise<Uint8Array>;
  post<T>(path: string, body: object): Promise<T>;
}

export interface WireNeeds {
  fetch(path: string, order: RequestInit): Promise<Response>;
  csrf(): string;
  /** Wait so many milliseconds. */
  pause(milliseconds: number): Promise<void>;
  /** The server does not answer, or answers again. */
  away(isAway: boolean): void;
  /** What the browser believes: without a line a question is given up at once. */
  isOnline(): boolean;
  /** The sign-in has ended. */
  signedOut(): void;
}

const PATIENCE = 6; // attempts at a question; a write has no such limit
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8_000;
const TIMEOUT = 30_000;
const CODES: Record<number, string> = { 403: "reload", 404: "not_there", 413: "too_long", 429: "slow_down", 503: "away", 507: "full" };

export function makeWire(given: WireNeeds): Wire {
  const needs = { ...given, away: onlyNews(given.away) };
  const ask = (path: string) => insist({ needs, path, order: headed(needs, { method: "GET" }), patience: PATIENCE });
  return {
    async get<T>(path: string) {
      return (await (await ask(path)).json()) as T;
    },
    async getBytes(path) {
      return new Uint8Array(await (await ask(path)).arrayBuffer());
    },
    async post<T>(path: string, body: object) {
      const headers = { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() };
      const order = headed(needs, { method: "POST", headers, body: JSON.stringify(body) });
      const response = await insist({ needs, path, order, patience: Infinity });
      return (response.status === 204 ? {} : await response.json()) as T;
    },
  };
}

/** Many questions at once find the server away; that it is, and that it is back, is told once. */
function onlyNews(away: WireNeeds["away"]): WireNeeds["away"] {
  let was = false;
  return (is) => {
    if (is !== was) away((was = is));
  };
}

function headed(needs: WireNeeds, order: RequestInit): RequestInit {
  const headers = { Accept: "application/json", "X-CSRFToken": needs.csrf(), ...order.headers };
  return { ...order, headers, credentials: "same-origin", redirect: "manual", cache: "no-store" };
}

async function insist({ needs, path, order, patience }: { needs: WireNeeds; path: string; order: RequestInit; patience: number }): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await tryOnce(needs, path, order);
    const answered = response !== null && response.status !== 503;
    needs.away(!answered);
    if (answered) return settle(needs, response);
    if (attempt >= patience || (patience !== Infinity && response === null && !needs.isOnline())) throw new Refusal("away");
    await needs.pause(pauseAfter(attempt, response));
  }
}

/** @returns `null` when nothing came back, whether it arrived or not */
async function tryOnce(needs: WireNeeds, path: string, order: RequestInit): Promise<Response | null> {
  try {
    return await needs.fetch(path, { ...order, signal: AbortSignal.timeout(TIMEOUT) });
  } catch {
    return null;
  }
}

function pauseAfter(attempt: number, response: Response | null): number {
  const asked = Number(response?.headers.get("Retry-After") ?? 0) * 1000;
  return Math.min(LONGEST_PAUSE, Math.max(asked, FIRST_PAUSE * 2 ** (attempt - 1)));
}

async function settle(needs: WireNeeds, response: Response): Promise<Response> {
  if (response.ok) return response;
  if (response.status === 401 || response.type === "opaqueredirect") {
    needs.signedOut();
    throw new Refusal("signed_out");
  }
  const answer = await response.json().catch(() => ({}));
  const { code, reason } = answer as { code?: string; reason?: string };
  throw new Refusal(code ?? CODES[response.status] ?? "unexpected", reason === undefined ? {} : { reason }, answer);
}
