/** The clauses and templates of content/, as the pages use them. */
import german from "../../content/clauses/de.json" with { type: "json" };
import english from "../../content/clauses/en.json" with { type: "json" };
import crossCompany from "../../content/templates/cross-company.json" with { type: "json" };
import formal from "../../content/templates/formal.json" with { type: "json" };
import quick from "../../content/templates/quick.json" with { type: "json" };
import usual from "../../content/templates/usual.json" with { type: "json" };
import walking from "../../content/templates/walking.json" with { type: "json" };
import { say, texts } from "../../web/page/words.ts";

export interface ClauseContent {
  id: string;
  title: string;
  question: string;
  /** Needed before a trial, unless the agreement is a short one. */
  required: boolean;
  /** Wordings to begin with; the first is the usual one. */
  options: string[];
  /** How strict each wording is, higher for stricter: only clauses about privacy and boundaries have it. */
  strictness?: number[];
  /** The same wordings in the languages of content/, so that each is known by whoever reads another one. */
  elsewhere?: readonly (readonly string[])[];
}

export interface Template {
  id: string;
  title: string;
  about: string;
  clauses: { id: string; words: string }[];
}

export const OWN = "own";
const content = (texts().clauses as typeof english | undefined) ?? english;
export const professions = content.professions.texts;
export const professionClause = content.professions.clause;
const all: readonly ClauseContent[] = content.clauses.map((clause) => ({ ...clause, elsewhere: inAllLanguages(clause.id) }));
const byId = new Map(all.map((clause) => [clause.id, clause]));

/** What an agreement can begin with, in the page's language. */
export function templates(): readonly Template[] {
  return [quick, usual, formal, walking, crossCompany].map((one) => (texts().templates?.[one.id] as Template | undefined) ?? one);
}

/** Everything there is to know of a clause; also of own words, and of lines from before clauses had names. */
export function clauseOf(id: string): ClauseContent {
  const own = { id, title: say("agreement.own"), question: say("agreement.own_question"), required: false, options: [] };
  return byId.get(id) ?? own;
}

/** Which of its wordings this is, in whatever language it was taken; -1 for own words. */
export function wordingOf({ options, elsewhere = [] }: ClauseContent, text: string): number {
  return [options, ...elsewhere].map((wordings) => wordings.indexOf(text)).find((place) => place >= 0) ?? -1;
}

function inAllLanguages(id: string): string[][] {
  return [english, german].flatMap(({ clauses }) => clauses.filter((clause) => clause.id === id).map(({ options }) => options));
}

export function titleOf(id: string): string {
  return clauseOf(id).title;
}

/** Ids of all clauses, in their order, own words last. */
export const clauseIds: readonly string[] = [...all.map(({ id }) => id), OWN];

/** The number people see before a clause; own words have none. */
export function numberOf(id: string): string {
  return id.startsWith("CL-") ? String(Number(id.slice(3))) : "";
}
