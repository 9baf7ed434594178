/** Safety words: read yours, hear theirs, and say whether they are the same. */
import { fingerprint, safetyWords } from "../vault/index.ts";
import { newest, refreshPeople } from "./people.ts";
import { changePins } from "./pins_here.ts";
import { Refusal } from "./refusal.ts";
import type { Setting } from "./setting.ts";
import { open } from "./setting.ts";
import type { SafetyWords } from "./shapes.ts";

interface Order {
  space: string;
  person: string;
}

/** A fingerprint nobody has: whoever is held to it stays a full stop until words were found the same. */
const NOBODY = "0".repeat(64);

export async function wordsOfBoth(setting: Setting, { person }: Order): Promise<SafetyWords> {
  await refreshPeople(setting);
  const bundle = await newest(setting, person);
  if (bundle === null) throw new Refusal("partner_has_no_space");
  setting.shown.set(person, fingerprint(bundle));
  return { mine: safetyWords(open(setting).bundle), theirs: safetyWords(bundle) };
}

/** Both heard the same words. Confirmed are the keys whose words were shown on this page, whatever came since. */
export async function confirmWords(setting: Setting, { person }: Order): Promise<void> {
  const print = setting.shown.get(person);
  if (print === undefined) throw new Refusal("read_words_first");
  await changePins(setting, (pins) => ({
    ...pins,
    confirmed: { ...pins.confirmed, [person]: print },
    met: { ...pins.met, [person]: print },
  }));
  setting.spaces.clear();
}

/** The words were not the same: nothing is shared with these keys until they are. */
export async function wordsDiffer(setting: Setting, { person }: Order): Promise<void> {
  await changePins(setting, (pins) => {
    const { [person]: _, ...confirmed } = pins.confirmed;
    return { ...pins, confirmed, met: { ...pins.met, [person]: NOBODY } };
  });
  setting.spaces.clear();
}
