/** Why nothing can be written into a shared space for now, said before anybody has written for nothing. */
import type { SpaceView } from "../../web/worker/shapes.ts";
import { isolate } from "../../web/page/parts.ts";
import { say } from "../../web/page/words.ts";

/** @returns the sentence, or `null` to go ahead. A space that is over can be read; its fields are `disabled`. */
export function whyNotWrite({ waiting, members }: SpaceView): string | null {
  const changed = members.find(({ standing }) => standing === "changed");
  if (changed !== undefined) return say("safety.changed", { partner: isolate(changed.name) });
  if (waiting === null) return null;
  const other = members.find(({ standing }) => standing !== "me");
  return say(`space.back.${waiting}_is`, { partner: isolate(other?.name ?? "") });
}
