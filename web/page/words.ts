/**
 * Every sentence a script may say lives in `content/words/<language>.json`, by name.
 *
 * English comes with the bundle, so a sentence is always there; another language is fetched once.
 */
import english from "../../content/words/en.json" with { type: "json" };

let spoken: Record<string, string> = english;

/** The sentence of that name with its `{placeholders}` filled; the name itself when there is none. */
export function say(name: string, params: Record<string, string | number> = {}): string {
  const sentence = spoken[name] ?? (english as Record<string, string>)[name] ?? name;
  return sentence.replace(/\{(\w+)\}/g, (whole, key: string) => String(params[key] ?? whole));
}

/** What to say about a refusal: `vault.<code>`, else the server's own sentence, else a general one. */
export function sayRefusal(error: unknown): string {
  const { code, params } = (error ?? {}) as { code?: string; params?: Record<string, string | number> };
  const name = `vault.${code}`;
  if (code !== undefined && say(name) !== name) return say(name, params);
  return typeof params?.reason === "string" ? params.reason : say("vault.unexpected");
}

/** Switch to the page's language; English stays when it has no words of its own. */
export async function speak(language: string): Promise<void> {
  if (language === "en" || !/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(language)) return;
  const answer = await fetch(`/static/words/${language}.json`).catch(() => null);
  if (answer?.ok) spoken = await answer.json();
}

/** The language of this page, for dates and times; our English writes the day before the month, and 24 hours. */
export function language(): string {
  const language = globalThis.document?.documentElement.lang || "en";
  return language === "en" ? "en-GB" : language;
}
