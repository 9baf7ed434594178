/** What somebody prepares for the next meeting, for themselves; and the lines of it they let the others read. Pure. */
import { fields, isOneOf, isText } from "./records.ts";

export const HELP = ["ear", "question", "challenge", "ideas"] as const;
export const DEPTH = ["task", "deeper"] as const;
export const STRETCH = ["gentle", "steady", "strong"] as const;
export const LINES = ["topic", "help", "depth", "stretch"] as const;
export type Line = (typeof LINES)[number];

/** Empty words: not said. */
export interface Preparation {
  topic: string;
  help: "" | (typeof HELP)[number];
  depth: "" | (typeof DEPTH)[number];
  stretch: "" | (typeof STRETCH)[number];
  /** Which lines the others may read. */
  ticked: Line[];
}

/** What the others get: only what was ticked. */
export type Given = Partial<Pick<Preparation, Line>>;

export const NOTHING: Preparation = { topic: "", help: "", depth: "", stretch: "", ticked: [] };

/** Where the words for a choice are. */
export const WORDS = { help: "between.help", depth: "between.depth", stretch: "between.stretch" } as const;

const CHOICES = { help: HELP, depth: DEPTH, stretch: STRETCH } as const;

export function readPreparation(value: unknown): Preparation | null {
  const found = fields(value);
  if (found === null || !isText(found.topic) || !Array.isArray(found.ticked)) return null;
  const ticked = LINES.filter((line) => (found.ticked as unknown[]).includes(line));
  return { ...choicesOf(found), topic: found.topic, ticked };
}

function choicesOf(found: Record<string, unknown>): Omit<Preparation, "topic" | "ticked"> {
  const { help, depth, stretch } = found;
  return {
    help: isOneOf(help, HELP) ? help : "",
    depth: isOneOf(depth, DEPTH) ? depth : "",
    stretch: isOneOf(stretch, STRETCH) ? stretch : "",
  };
}

export function givenOf(preparation: Preparation): Given {
  const lines = preparation.ticked.filter((line) => preparation[line].trim() !== "");
  return Object.fromEntries(lines.map((line) => [line, preparation[line]]));
}

export function readGiven(value: unknown): Given | null {
  const found = fields(value);
  if (found === null) return null;
  const topic = isText(found.topic) && found.topic.trim() !== "" ? { topic: found.topic } : {};
  const chosen = Object.entries(CHOICES).flatMap(([line, all]) => (isOneOf(found[line], all as readonly string[]) ? [[line, found[line]]] : []));
  return { ...topic, ...Object.fromEntries(chosen) };
}

export function isEmpty({ topic, help, depth, stretch }: Preparation): boolean {
  return topic.trim() === "" && help === "" && depth === "" && stretch === "";
}
