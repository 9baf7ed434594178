/** What each member thinks of each clause: read and checked here; only one's own is ever written. */
import { base64, readSide, sideItem, sideText, Tampered, type OpenSpace, type Side } from "../vault/index.ts";
import { readOne } from "./items.ts";
import { keepCount, seal } from "./save.ts";
import { isRefusal, Refusal, refusalOf } from "./refusal.ts";
import type { Setting } from "./setting.ts";
import { open } from "./setting.ts";
import { writable } from "./spaces.ts";

export const SIDE = "agreement-side";

interface SideHere {
  person: string;
  name: string;
  side: Side | null;
  problem?: string;
  version: number;
}

export async function sidesOf(order: { setting: Setting; space: OpenSpace; members: { person: string; name: string }[] }): Promise<SideHere[]> {
  const { setting, space, members } = order;
  return Promise.all(members.map(async ({ person, name }) => ({ person, name, ...(await sideOf({ setting, space, person })) })));
}

/** A side counts only when its own member has written it. */
async function sideOf(order: { setting: Setting; space: OpenSpace; person: string }): Promise<Pick<SideHere, "side" | "problem" | "version">> {
  const { setting, space, person } = order;
  try {
    const { heading, text } = await readOne({ setting, space: space.space, item: sideItem({ space: space.space, person }) });
    if (heading.kind !== SIDE) throw new Tampered("swapped");
    if (heading.by !== person) throw new Tampered("another_hand");
    return { side: readSide(text), version: heading.ver };
  } catch (error) {
    if (isRefusal(error, "not_there")) return { side: null, version: 0 };
    return { side: null, version: 0, problem: refusalOf(error).code };
  }
}

/** @throws {@link Refusal} `stale` when another device of mine was first */
export async function putSide(setting: Setting, order: { partnership: string; space: string; version: number; side: Side }): Promise<{ version: number }> {
  const { partnership, space, version: base, side } = order;
  return setting.alone(`save/${space}`, async () => {
    const here = await writable(setting, space);
    const item = sideItem({ space, person: open(setting).person });
    const sealed = await seal({ setting, here, space, item, kind: SIDE, text: sideText(side), base });
    if (sealed === "stale") throw new Refusal("stale");
    const body = { version: base, file: base64.encode(sealed.file) };
    const answer = await setting.wire.post<{ version: number }>(`/api/partnerships/${partnership}/sides/${item}/`, body);
    await keepCount({ setting, space, sealed });
    return answer;
  });
}
