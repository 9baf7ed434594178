/** Keeping a text: as often as it takes, on top of what another device or the partner kept meanwhile. No page, no network. */
import type { Conflict, SaveAnswer } from "../../web/worker/shapes.ts";

/** What is being kept: read anew before every attempt, since the person may go on writing while we wait. */
export interface Kept {
  text: string;
  /** The version this text was made from; 0 for a new one. */
  base: number;
}

export interface Keeping {
  box: Kept;
  save(order: Kept): Promise<SaveAnswer>;
  wait(milliseconds: number): Promise<void>;
  /** No connection for now; it goes on by itself. */
  waiting(): void;
  /** Lines of somebody else are in the text now: whoever goes on writing must write into this one. */
  show(text: string): void;
}

/** `text` is what was kept, which may be more than was sent (`merged`) or less than was typed meanwhile. */
export type Outcome =
  | { version: number; text: string; merged: boolean; conflict?: undefined }
  | { conflict: Conflict; version?: undefined };

/** Faults that pass by themselves: the server or the line is away, or asks for patience. */
const PASSING = new Set(["away", "offline", "slow_down"]);
const PAUSES_MS = [2_000, 4_000, 8_000, 15_000];

/**
 * Save until it is kept or a person must choose. Changes of others in other lines are put together with ours;
 * the box then holds both. What was typed while theirs was fetched
 * is sent again on top of what it was made from, so that it is part of the choice or of both.
 * @throws whatever `save` refuses for a reason that does not pass by itself
 */
export async function keepText({ box, save, wait, waiting, show }: Keeping): Promise<Outcome> {
  let merged = false;
  for (let failures = 0; ; ) {
    const sent = { text: box.text, base: box.base };
    const answer = await save(sent).catch((error: unknown) => {
      if (!isPassing(error)) throw error;
      return null;
    });
    if (answer === null) {
      waiting();
      await wait(PAUSES_MS[Math.min(failures++, PAUSES_MS.length - 1)]!);
      continue;
    }
    if (answer.conflict === undefined) return { version: answer.version, text: sent.text, merged };
    const { theirs, merged: together, version } = answer.conflict;
    if (theirs === sent.text) return { version, text: sent.text, merged };
    if (box.text !== sent.text) {
      await wait(PAUSES_MS[0]!);
      continue;
    }
    if (together === null) return { conflict: answer.conflict };
    Object.assign(box, { text: together, base: version });
    show(together);
    merged = true;
  }
}

/** Where the caret goes when lines come into a text: what stood before it still does, or else what stood after it. */
export function caretIn({ before, after, caret }: { before: string; after: string; caret: number }): number {
  return after.startsWith(before.slice(0, caret)) ? caret : Math.max(0, after.length - (before.length - caret));
}

export function isPassing(error: unknown): boolean {
  return PASSING.has((error as { code?: string } | null)?.code ?? "");
}

/** Whether there is anything to keep: nothing is written for a box nobody wrote in. */
export function isToKeep({ text, kept, isNew }: { text: string; kept: string; isNew: boolean }): boolean {
  return isNew ? text.trim() !== "" : text !== kept;
}
