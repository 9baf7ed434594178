/** The log of keys as this page knows it, and whose keys are whose. */
import { agreesWith, canonicalBundle, fingerprint, growLog, isPublished, makeBundle, readEntries, type Bundle, type Gossip, type LogAnswer, type LogEntry, type LogView, Tampered } from "../vault/index.ts";
import { keepLog, keptLog } from "./memory.ts";
import type { Opened, People, Setting } from "./setting.ts";
import { open, shared } from "./setting.ts";

/** Everybody's bundles; asked for once a page. */
export async function people(setting: Setting): Promise<People> {
  return setting.people ?? shared(setting, "people", () => refreshPeople(setting));
}

/**
 * Ask the log again and check that it grew from what this device knows.
 * @throws {@link Tampered} as `growLog`, `readEntries` and `isPublished` do
 */
export async function refreshPeople(setting: Setting): Promise<People> {
  let view = await keptLog(setting.keeper);
  let entries: LogEntry[] = [];
  for (let size = -1; view.length !== size; ) {
    const answer = await setting.wire.get<LogAnswer & { bundles: LogEntry[] }>(`/api/vault/log/?since=${view.length}`);
    const grown: LogView = growLog({ view, answer });
    if (grown.length < answer.size && grown.length === view.length) throw new Tampered("withheld");
    [view, size, entries] = [grown, answer.size, answer.bundles];
  }
  const found = { view, bundles: await readEntries({ view, entries }) };
  await keepLog({ setting, view });
  if (setting.opened) isPublished({ mine: found.bundles.get(setting.opened.person) ?? [], own: setting.opened.bundle });
  return (setting.people = found);
}

/** @returns somebody's newest bundle, or `null` when they have no space yet */
export async function newest(setting: Setting, person: string): Promise<Bundle | null> {
  return (await people(setting)).bundles.get(person)?.at(-1) ?? null;
}

/** Compare the log with what a text's author saw; ask once more when they saw more. */
export async function checkGossip(setting: Setting, gossip: Gossip): Promise<void> {
  if (agreesWith({ view: (await people(setting)).view, gossip })) return;
  if (!agreesWith({ view: (await refreshPeople(setting)).view, gossip })) throw new Tampered("log_forked");
}

/**
 * My bundle for these keys: the one in the log, or a new one put there.
 * @throws {@link Tampered} `not_mine` when other keys stand there after mine
 */
export async function publish(setting: Setting, opened: Pick<Opened, "person" | "keys">): Promise<Bundle> {
  const { person, keys } = opened;
  const { bundles } = await refreshPeople(setting);
  const mine = bundles.get(person) ?? [];
  const own = { user: person, age: keys.recipient, sign: keys.publicKey };
  if (isPublished({ mine, own })) return mine.at(-1)!;
  const bundle = await makeBundle({ user: person, keys, former: mine.at(-1) ?? null });
  await setting.wire.post("/api/vault/log/", { bundle: canonicalBundle(bundle) });
  await refreshPeople(setting);
  return bundle;
}

/** The fingerprint I go by today. */
export function myPrint(setting: Setting): string {
  return fingerprint(open(setting).bundle);
}
