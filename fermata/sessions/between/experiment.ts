/** One small thing somebody will try before the next meeting: "When …, I will …". It stays open until they say so. Pure. */
import type { Kept } from "./records.ts";
import { fields, isMoment, isOneOf, isText } from "./records.ts";

const STATES = ["open", "tried", "let_go"] as const;

export interface Experiment {
  when: string;
  will: string;
  /** Unix ms. */
  made_at: number;
  state: (typeof STATES)[number];
  /** What became of it, in their words. */
  outcome: string;
  /** The others read it too. */
  given: boolean;
}

export function readExperiment(value: unknown): Experiment | null {
  const found = fields(value);
  if (found === null) return null;
  const { when, will, made_at, state, outcome, given } = found;
  if (!isText(when) || !isText(will) || !isText(outcome) || !isMoment(made_at) || !isOneOf(state, STATES)) return null;
  return { when, will, made_at, state, outcome, given: given === true };
}

/** Open ones with something in them, oldest first: what waited longest comes back first. */
export function openOnes(all: readonly Kept<Experiment>[]): Kept<Experiment>[] {
  const open = all.filter(({ value }) => value.state === "open" && `${value.when}${value.will}`.trim() !== "");
  return open.toSorted((one, other) => one.value.made_at - other.value.made_at);
}
