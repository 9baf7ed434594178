/** Why nothing can be written into a shared space for now, said before anybody has written for nothing. */
import { DeskError, type SpaceView } from "../../web/page/desk.ts";
import { isolate } from "../../web/page/parts.ts";
import { say } from "../../web/page/words.ts";

/**
 * @returns the sentence, or `null` to go ahead. A space that is over can be read; its fields are `disabled`.
 * @throws {@link DeskError} `partner_has_no_space`, `partner_must_let_me_in`: there is nothing to read either
 */
export function whyNotWrite({ waiting, members }: SpaceView): string | null {
  if (waiting !== null) throw new DeskError(waiting);
  const changed = members.find(({ standing }) => standing === "changed");
  return changed === undefined ? null : say("safety.changed", { partner: isolate(changed.name) });
}
