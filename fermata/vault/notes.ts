/** Choosing and ordering what a list of notes shows. Pure. */
import type { Item } from "../../web/worker/shapes.ts";

export interface Wanted {
  /** Kinds to show; empty for every kind people write as notes. */
  kinds: string[];
  /** What they belong to, one of these; empty for anything. */
  about: readonly string[];
}

/** What belongs to other parts of the product, and empty places of texts taken back. */
const NOT_NOTES = new Set(["agreement", "minutes", "withdrawn", "preparation", "prepared", "experiment", "place", "plan", "yes", "stop-word", "table", "wish"]);
const LONGEST_LINE = 120;

/** Newest first, without what cannot be read. */
export function notesOf<Found extends Item>(items: readonly Found[], { kinds, about }: Wanted): Found[] {
  const fits = ({ kind, about: belongs, problem }: Item): boolean => {
    if (problem !== undefined) return false;
    return (kinds.length === 0 ? !NOT_NOTES.has(kind) : kinds.includes(kind)) && (about.length === 0 || about.includes(belongs));
  };
  return items.filter(fits).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? -1 : 1));
}

/** What is wrong with a space, each once, for every list of it: nothing of that is hidden. */
export function problemsOf(items: readonly Item[]): string[] {
  return [...new Set(items.flatMap(({ problem }) => problem ?? []))];
}

/** The first line with something on it, cut at a word. */
export function firstLine(text: string): string {
  const line = text.split("\n").find((one) => one.trim() !== "")?.trim() ?? "";
  const letters = [...line];
  if (letters.length <= LONGEST_LINE) return line;
  const cut = letters.slice(0, LONGEST_LINE).join("");
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), LONGEST_LINE / 2))}…`;
}
