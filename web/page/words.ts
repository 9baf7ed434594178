/**
 * Every sentence a script may say lives in `content/words/<language>.json`, by name.
 *
 * English comes with the bundle, so a sentence is always there. Another language comes in a file of its own that the
 * page loads before the bundle (`<page>-<language>.js`, web/build.mjs); what it does not say is said in English.
 */
import english from "../../content/words/en.json" with { type: "json" };
import { filled } from "./filled.ts";

/** What the page's language has brought: sentences by name, and content in the shape of its English files. */
interface Texts {
  words?: Record<string, string>;
  clauses?: unknown;
  templates?: Record<string, unknown>;
}

export function texts(): Texts {
  return (globalThis as { fermataTexts?: Texts }).fermataTexts ?? {};
}

/** The sentence of that name with its `{placeholders}` filled; the name itself when there is none. */
export function say(name: string, params: Record<string, string | number> = {}): string {
  const sentence = texts().words?.[name] ?? (english as Record<string, string>)[name] ?? name;
  return filled(sentence, params);
}

/** All sentences whose names begin so, as they stand, for the worker to write into files. */
export function sentencesOf(...beginnings: string[]): Record<string, string> {
  const all = Object.entries({ ...(english as Record<string, string>), ...texts().words });
  return Object.fromEntries(all.filter(([name]) => beginnings.some((beginning) => name.startsWith(beginning))));
}

/** What to say about a refusal: `vault.<code>`, else the server's own sentence, else a general one. */
export function sayRefusal(error: unknown): string {
  const { code, params } = (error ?? {}) as { code?: string; params?: Record<string, string | number> };
  const name = `vault.${code}`;
  if (code !== undefined && say(name) !== name) return say(name, params);
  return typeof params?.reason === "string" ? params.reason : say("vault.unexpected");
}

/** How a language writes dates and numbers, where it is more than its name: as the server's pages do. */
const WRITTEN: Record<string, string> = { en: "en-GB", ar: "ar-u-nu-latn" };

/** The language of this page, for dates, numbers and plurals; our English writes the day before the month, and 24 hours. */
export function language(): string {
  const language = globalThis.document?.documentElement.lang || "en";
  return WRITTEN[language] ?? language;
}

/** “Ben”, or “Ben and Chidi”. */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: "conjunction" }).format(names);
}

/** "23 November 2026", in the reader's language. Empty for what is no time. */
export function dayOf(at: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? "" : dayFormat().format(time);
}

let kept: Intl.DateTimeFormat | null = null;

/** Kept: making one takes longer than anything else in a row. A page has one language. */
function dayFormat(): Intl.DateTimeFormat {
  return (kept ??= new Intl.DateTimeFormat(language(), { day: "numeric", month: "long", year: "numeric" }));
}
