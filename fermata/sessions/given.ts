/**
 * What was given on this screen and is not with the others yet: each command with its time. Given again on top of what
 * came in meanwhile, so that a meeting goes on without a line and is whole again afterwards. Pure.
 */
import { type Command, type Refusal, isRefusal, obey } from "./moves.ts";
import { type Structure, planOf } from "./structure.ts";
import type { Meeting } from "./timeline.ts";

export interface Given {
  command: Command;
  /** Server ms, as far as this screen knew. */
  at: number;
  /** By which plan, for the command that begins; the meeting knows it afterwards. */
  plan: Structure | null;
}

export interface Replayed {
  state: Meeting | null;
  /** For each, in order: null when it stands. */
  refusals: (Refusal | null)[];
}

export function replay({ state, given, by }: { state: Meeting | null; given: readonly Given[]; by: string }): Replayed {
  let newest = state;
  const refusals = given.map(({ command, at, plan }) => {
    const structure = newest === null ? plan : planOf(newest);
    if (structure === null) return { refused: "unknown_structure" };
    const next = obey({ state: newest, structure, command, by, now: at });
    if (isRefusal(next)) return next;
    newest = next;
    return null;
  });
  return { state: newest, refusals };
}

/** Read back what this person's browser kept; what does not look like it is left out. */
export function readGiven(text: string): Given[] {
  try {
    const found = JSON.parse(text) as unknown;
    if (!Array.isArray(found)) return [];
    return found.filter((one): one is Given => typeof one?.at === "number" && typeof one.command?.do === "string").map(({ command, at }) => ({ command, at, plan: null }));
  } catch {
    return [];
  }
}
