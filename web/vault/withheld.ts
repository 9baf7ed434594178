/**
 * Is something missing? Each author numbers what they write in a space, and says in every version the
 * highest number they have seen of each other. A server that keeps the newest text back, or hands out
 * an earlier one, contradicts what somebody has seen.
 *
 * Limit: what nobody has answered yet can be kept back unnoticed, and so can a text in the middle on
 * a device that never saw it.
 */
import type { Heading } from "./item.ts";
import { Tampered } from "./tampered.ts";

export type Counted = Pick<Heading, "by" | "aseq" | "seen">;

/** The highest running number of each person, from what was read and what was remembered. */
export function highest(items: readonly Counted[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { by, aseq } of items) found[by] = Math.max(found[by] ?? 0, aseq);
  return found;
}

/** The highest running number of each person that anybody claims to have seen. */
export function claimed(items: readonly Counted[], remembered: Record<string, number>): Record<string, number> {
  const claims: Record<string, number> = { ...remembered };
  for (const { seen } of items) {
    for (const [person, number] of Object.entries(seen)) claims[person] = Math.max(claims[person] ?? 0, number);
  }
  return claims;
}

/**
 * @param items all versions at hand: the newest of every item, and earlier ones where somebody else wrote on top
 * @param remembered the highest numbers this person has seen before, on any device
 * @throws {@link Tampered} `withheld` when a claimed number is higher than any found
 */
export function checkNothingWithheld({ items, remembered }: { items: readonly Counted[]; remembered: Record<string, number> }): void {
  const found = highest(items);
  for (const [person, number] of Object.entries(claimed(items, remembered))) {
    if (number > (found[person] ?? 0)) throw new Tampered("withheld");
  }
}

/**
 * @param listed versions the server lists now, by item
 * @param remembered the highest versions this device has seen, by item
 * @throws {@link Tampered} `withheld` when an item is gone, `older` when it went back
 */
export function checkStillThere({ listed, remembered }: { listed: ReadonlyMap<string, number>; remembered: ReadonlyMap<string, number> }): void {
  for (const [item, version] of remembered) {
    const now = listed.get(item);
    if (now === undefined) throw new Tampered("withheld");
    if (now < version) throw new Tampered("older");
  }
}
