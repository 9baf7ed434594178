/**
 * Leaving from a page whose space is open: one's own words go along, in one step with the goodbye. The server does not
 * know whose words are whose; the tokens sent with it prove that.
 */
import { base64, copyItem, withdrawalToken } from "../vault/index.ts";
import { readAll } from "./items.ts";
import { save, seal } from "./save.ts";
import type { Setting } from "./setting.ts";
import { open } from "./setting.ts";
import { readable } from "./spaces.ts";
import { vaultAnswer } from "./vault_answer.ts";

export interface Goodbye {
  partnership: string;
  space: string;
  protect: boolean;
  /** Take one's own words back, and keep a copy of them in one's own space. */
  takeBack: boolean;
}

interface Mine {
  item: string;
  kind: string;
  base: number;
  text: string;
}

/** What is part of the agreement belongs to all who signed it. */
const EVERYBODYS = ["agreement", "agreement-side", "withdrawn"];
/** Records of a meeting and between two: no words of their own, or words that stand in one's own space already. */
const RECORDS = ["minutes", "plan", "yes", "place", "stop-word", "prepared", "experiment"];

/** The copies come first: what is taken back stands nowhere else any more. A goodbye that is said again copies nothing twice. */
export async function sayGoodbye(setting: Setting, { partnership, space, protect, takeBack }: Goodbye): Promise<void> {
  const mine = takeBack ? await mineIn(setting, space) : [];
  await keepCopies({ setting, partnership, mine });
  const taken_back = await setting.alone(`save/${space}`, () => Promise.all(mine.map((one, place) => emptied({ setting, space, one, place }))));
  await setting.wire.post(`/api/partnerships/${partnership}/goodbye/`, { protect, taken_back });
}

async function mineIn(setting: Setting, space: string): Promise<Mine[]> {
  const { readings } = await readAll(setting, space);
  const me = open(setting).person;
  return readings.flatMap(({ id, opened }) => {
    if (opened === null || opened.heading.by !== me || EVERYBODYS.includes(opened.heading.kind)) return [];
    return [{ item: id, kind: opened.heading.kind, base: opened.heading.ver, text: opened.text }];
  });
}

async function emptied({ setting, space, one, place }: { setting: Setting; space: string; one: Mine; place: number }): Promise<object> {
  const { item, base } = one;
  const here = await readable(setting, space);
  const sealed = await seal({ setting, here, space, item, kind: "withdrawn", text: "", base, ahead: place });
  if (sealed === "stale") return { item, version: 0, token: "", file: "" }; // changed at this instant: it stays
  const token = await withdrawalToken({ marker: open(setting).keys.marker, item });
  return { item, version: base, token, file: base64.encode(sealed.file) };
}

async function keepCopies({ setting, partnership, mine }: { setting: Setting; partnership: string; mine: Mine[] }): Promise<void> {
  const { own_space: space } = await vaultAnswer(setting);
  const { marker } = open(setting).keys;
  for (const { item, kind, text } of mine) {
    if (RECORDS.includes(kind)) continue;
    const copy = { space, item: await copyItem({ marker, item }), kind: "note", about: partnership, text };
    const { conflict } = await save(setting, { ...copy, base: 0 });
    if (conflict !== undefined && conflict.theirs !== text) await save(setting, { ...copy, base: conflict.version });
  }
}
