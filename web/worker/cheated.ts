/** For tests of a server that cheats: two people with notes, and a refusal that must have a sentence of its own. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { refused } from "../vault/cast.ts";
import { base64, gossipOf, sealItem } from "../vault/index.ts";
import { next, note, SHARED, two, type Page, type Two } from "./browser.ts";

const sentences = JSON.parse(readFileSync("content/words/en.json", "utf8")) as Record<string, string>;
export const [ITEM, OTHER] = ["11111111-2222-4333-8444-555555555555", "11111111-2222-4333-8444-666666666666"];

/** The refusal has this code, and the code its own sentence. */
export async function named(work: Promise<unknown>, code: string): Promise<void> {
  await refused(work, code);
  const sentence = sentences[`vault.${code}`];
  assert.ok(sentence, `vault.${code} has no sentence`);
  assert.equal(Object.values(sentences).filter((other) => other === sentence).length, 1, `vault.${code} shares its sentence`);
}

/** Amara and Ben with two notes; the second was changed once. */
export async function withNotes(): Promise<Two> {
  const all = await two();
  await all.amara.desk.save(note(ITEM, "one"));
  await all.ben.desk.save(note(OTHER, "other"));
  await all.ben.desk.save(note(OTHER, "other, changed", 1));
  await all.amara.desk.items({ space: SHARED });
  return all;
}

export const reading = ({ server, amara }: Two, item = ITEM) => next(server, amara).desk.read({ space: SHARED, item });
export const versions = ({ server }: Two, item = ITEM) => server.spaces.get(SHARED)!.items.get(item)!;

/** Something a member sealed and signed in the shared space: any kind, any text, in any place. */
export async function sealedBy({ setting }: Page, order: { note: string; kind: string; text: string; ver?: number }): Promise<string> {
  const { note, kind, text, ver = 1 } = order;
  const { keys, bundle: me } = setting.opened!;
  const { open: space } = setting.spaces.get(SHARED)!;
  const klog = gossipOf(setting.people!.view);
  const version = { note, ver, prev: "", at: new Date(setting.now()).toISOString(), kind, aseq: 0, seen: {}, klog };
  return base64.encode(await sealItem({ space: space!, keys, me, version, text }));
}
