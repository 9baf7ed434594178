/** Whose keys were met and confirmed, read from and written to one's own space. */
import { base64, joinPins, NO_PINS, openItem, pinsItem, pinsText, readPins, sealItem, Tampered, type Pins } from "../vault/index.ts";
import { gossipOf } from "../vault/index.ts";
import { learn, spaceMemory } from "./memory.ts";
import { myPrint, people } from "./people.ts";
import { isRefusal } from "./refusal.ts";
import type { PinsHere, Setting } from "./setting.ts";
import { open, shared } from "./setting.ts";
import { space } from "./spaces.ts";
import { vaultAnswer } from "./vault_answer.ts";

interface ItemAnswer {
  version: number;
  file: string;
}

/** Asked for once a page. */
export async function pinsOf(setting: Setting): Promise<PinsHere> {
  return (setting.pins ??= await shared(setting, "pins", () => loadPins(setting)));
}

/** Change them and write them; another device's change in between is joined in. */
export async function changePins(setting: Setting, change: (pins: Pins) => Pins): Promise<void> {
  await setting.alone("pins", async () => {
    const here = await pinsOf(setting);
    setting.pins = { ...here, pins: change(here.pins) };
    if (pinsText(setting.pins.pins) !== pinsText(here.pins)) await writePins(setting);
  });
}

/** The id under which they stand; it is no item of the person's. */
export async function pinsId(setting: Setting): Promise<string> {
  const { own_space } = await vaultAnswer(setting);
  return pinsItem({ marker: open(setting).keys.marker, space: own_space });
}

async function loadPins(setting: Setting): Promise<PinsHere> {
  const [{ own_space }, note, print] = [await vaultAnswer(setting), await pinsId(setting), myPrint(setting)];
  const memory = await spaceMemory({ keeper: setting.keeper, space: own_space, print });
  const held = memory.items[note] ?? null;
  const answer = await askFor(setting, `/api/spaces/${own_space}/items/${note}/`);
  if (answer === null && held !== null) throw new Tampered("withheld");
  if (answer === null) return { pins: NO_PINS, version: 0, hash: "" };
  const own = await space(setting, own_space);
  const item = await openItem({ file: base64.decode(answer.file), space: own.open!, place: { note, version: answer.version, held } });
  if (item === null) throw new Tampered("not_for_us");
  const seen = [{ item: note, held: { ver: answer.version, hash: item.hash }, by: open(setting).person, aseq: 0 }];
  await learn({ setting, space: own_space, print, seen });
  return { pins: readPins(item.text), version: answer.version, hash: item.hash };
}

async function writePins(setting: Setting): Promise<void> {
  for (;;) {
    const here = setting.pins!;
    const [{ own_space }, note, { keys, bundle }] = [await vaultAnswer(setting), await pinsId(setting), open(setting)];
    const own = await space(setting, own_space);
    const klog = gossipOf((await people(setting)).view);
    const at = new Date(setting.now()).toISOString();
    const version = { note, ver: here.version + 1, prev: here.hash, at, kind: "pins", aseq: 0, seen: {}, klog };
    const file = await sealItem({ space: own.open!, keys, me: bundle, version, text: pinsText(here.pins) });
    try {
      await setting.wire.post(`/api/spaces/${own_space}/items/${note}/`, { version: here.version, file: base64.encode(file) });
      setting.pins = await loadPins(setting);
      return;
    } catch (error) {
      if (!isRefusal(error, "stale")) throw error;
      const theirs = await loadPins(setting);
      setting.pins = { ...theirs, pins: joinPins({ mine: here.pins, theirs: theirs.pins }) };
    }
  }
}

async function askFor(setting: Setting, path: string): Promise<ItemAnswer | null> {
  try {
    return await setting.wire.get<ItemAnswer>(path);
  } catch (error) {
    if (isRefusal(error, "not_there")) return null;
    throw error;
  }
}
