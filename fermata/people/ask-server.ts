/** One question to the server, for the few elements that have no sealed words to handle. */
import { say } from "../../web/page/words.ts";

/** A refusal with the sentence to show. */
export class NotNow extends Error {}

const TRIES = 3;

/** @throws {@link NotNow} with a sentence the person can act on */
export async function askServer<Answer>(url: string, body?: unknown): Promise<Answer> {
  const key = crypto.randomUUID();
  for (let tried = 1; ; tried++) {
    const answer = await fetch(url, body === undefined ? reading() : writing(body, key)).catch(() => null);
    if (answer?.ok) return answer.json();
    if (answer !== null && answer.status !== 503) throw new NotNow(await sentenceOf(answer));
    if (tried === TRIES) throw new NotNow(say("passkey.away"));
    await new Promise((resolve) => setTimeout(resolve, 700 * tried));
  }
}

function reading(): RequestInit {
  return { headers: { Accept: "application/json" } };
}

/** The same key with every attempt, so that the work is done once. */
function writing(body: unknown, key: string): RequestInit {
  const csrf = document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content ?? "";
  const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": csrf, "Idempotency-Key": key };
  return { method: "POST", headers, body: JSON.stringify(body) };
}

async function sentenceOf(answer: Response): Promise<string> {
  const told: { code?: string; reason?: string } = await answer.json().catch(() => ({}));
  if (told.reason !== undefined) return told.reason;
  return say(answer.status === 429 ? "passkey.slow_down" : answer.status === 403 ? "passkey.reload" : "passkey.failed");
}
