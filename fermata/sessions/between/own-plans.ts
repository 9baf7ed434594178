/** The members' own versions of how to meet, and who has said yes to what needs everybody's. */
import { itemOf } from "../afterwards.ts";
import { type Structure } from "../structure.ts";
import type { Gathered } from "./gathered.ts";
import { readBegun, readPlan } from "./plans.ts";
import { type Kept, keepMine, keepOurs, recordsOf } from "./records.ts";
import { Writing } from "./writing.ts";
import { type Yes, isAgreed, readYes, whoAgrees, wordsOf } from "./yes.ts";

export interface OwnPlan extends Kept<Structure> {
  /** It can be met by: equal, or one-sided and everybody has said yes. */
  isReady: boolean;
  agree: Set<string>;
}

type Shared = Pick<Gathered, "ours" | "company">;

export function ownPlans(found: Shared): OwnPlan[] {
  const yeses = yesesIn(found);
  const members = found.company.members.map(({ person }) => person);
  return recordsOf(found.ours, "plan", readPlan).map((plan) => ({
    ...plan,
    agree: whoAgrees(plan, yeses),
    isReady: plan.value.one_sided !== true || isAgreed(plan, { yeses, members }),
  }));
}

export function yesesIn({ ours }: Pick<Gathered, "ours">): Kept<Yes>[] {
  return recordsOf(ours, "yes", readYes);
}

/** A plan while it is being written. A draft belongs to the version it was made from: it never overwrites a newer one. */
export async function writingOf(plan: Structure, { kept, found }: { kept: Kept<Structure> | null; found: Gathered }): Promise<Writing<Structure>> {
  const slot = await itemOf(found.table.salt, `plan/${found.shared}/${kept?.item ?? plan.id}/${kept?.version ?? 0}`);
  const order = { space: found.shared, item: kept?.item ?? crypto.randomUUID(), kind: "plan", about: found.shared };
  return new Writing({ ...order, slot, read: readBegun, kept, save: keepOurs });
}

/** Say yes to exactly these words. */
export async function sayYes(thing: Kept<unknown>, found: Gathered): Promise<void> {
  const before = yesesIn(found).find(({ by, about }) => by === found.me && about === thing.item);
  const order = { space: found.shared, item: before?.item ?? crypto.randomUUID(), kind: "yes", about: thing.item };
  await keepMine({ ...order, value: { words: wordsOf(thing) }, base: before?.version ?? 0 });
}
