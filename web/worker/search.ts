/**
 * Looking for words in what is open. The index is made when somebody first looks, lives in memory alone, and goes with
 * the keys; nothing one looks for leaves this browser.
 */
import MiniSearch from "minisearch";
import { readAll } from "./items.ts";
import { shared, type Setting } from "./setting.ts";

interface Hit {
  id: string;
  score: number;
}

/** What people write as words: not the minutes of a meeting, and no empty place of a text taken back. */
const WORDLESS = new Set(["minutes", "withdrawn"]);

/** Beginnings of words count, and one letter in five may be another. */
const FORGIVING = { prefix: true, fuzzy: 0.2, combineWith: "AND" } as const;

/** Ids of the items of these spaces that have all these words, the closest first. */
export async function find(setting: Setting, { spaces, words }: { spaces: string[]; words: string }): Promise<string[]> {
  const indexes = await Promise.all(spaces.map((space) => indexOf(setting, space)));
  const hits = indexes.flatMap((index): Hit[] => index.search(words.normalize("NFKC"), FORGIVING));
  return hits.toSorted((a, b) => b.score - a.score).map(({ id }) => id);
}

async function indexOf(setting: Setting, space: string): Promise<MiniSearch> {
  const known = setting.indexes.get(space);
  if (known !== undefined) return known;
  const { readings } = await shared(setting, `index/${space}`, () => readAll(setting, space));
  const texts = readings.flatMap(({ id, opened }) => (opened === null || WORDLESS.has(opened.heading.kind) ? [] : { id, text: opened.text.normalize("NFKC") }));
  const made = new MiniSearch({ fields: ["text"] });
  made.addAll(texts);
  setting.indexes.set(space, made);
  return made;
}
