/** Every command of the desk, by name. Those on something open take up what the page before left open. */
import type { DraftKeeper } from "./drafts.ts";
import { lock, status, touch } from "./lock.ts";
import type { Meetings } from "./meeting.ts";
import type { Setting } from "./setting.ts";
import type { CommandName, Commands } from "./shapes.ts";
import { inside, mustBeOpen } from "./vault_answer.ts";

/** What only some pages need comes when it is first used, so that every other page stays light. */
const opening = () => import("./unlock.ts");
const ways = () => import("./ways_in.ts");
const safety = () => import("./safety.ts");
const agreed = () => import("./agreement.ts");
const sides = () => import("./sides.ts");
const parting = () => import("./goodbye.ts");
const meeting = () => import("./meeting.ts");
const search = () => import("./search.ts");
const folder = () => import("./export.ts");

type AnyCommand = (order: never) => Promise<unknown>;

export function makeCommands(setting: Setting, timers: { after(milliseconds: number, work: () => unknown): () => void }): Commands {
  return { ...waysIn(setting), ...whenOpen(setting, insideCommands(setting)), ...draftCommands(setting, timers) };
}

function waysIn(setting: Setting) {
  return {
    status: () => status(setting),
    begin: async () => (await ways()).begin(setting),
    startOver: async () => (await ways()).startOver(setting),
    confirm: async (order) => (await ways()).confirm(setting, order),
    unlockByPhrase: async (order) => (await opening()).unlockByPhrase(setting, order),
    unlockBySheet: async (order) => (await opening()).unlockBySheet(setting, order),
    unlockByPasskey: async (order) => (await opening()).unlockByPasskey(setting, order),
    lock: () => lock(setting),
    touch: () => touch(setting),
    addPasskey: async (order) => (await ways()).addPasskey(setting, order),
    newPhrase: async (order) => (await ways()).newPhrase(setting, order),
    newSheet: async () => (await ways()).newSheet(setting),
    confirmSheet: async (order) => (await ways()).confirmSheet(setting, order),
    removeMethod: async (order) => (await ways()).removeMethod(setting, order),
  } satisfies Partial<Commands>;
}

function insideCommands(setting: Setting) {
  let made: Promise<Meetings> | null = null;
  const meetings = () => (made ??= meeting().then(({ makeMeetings }) => makeMeetings(setting)));
  return {
    openSpace: async (order) => (await inside()).openSpace(setting, { ...order, fresh: true }),
    letBackIn: async (order) => (await inside()).letBackIn(setting, order),
    items: async ({ space: id }) => (await inside()).items(setting, id),
    find: async (order) => (await search()).find(setting, order),
    read: async (order) => (await inside()).read(setting, order),
    save: async (order) => (await inside()).save(setting, order),
    withdraw: async (order) => (await inside()).withdraw(setting, order),
    safetyWords: async (order) => (await safety()).wordsOfBoth(setting, order),
    confirmWords: async (order) => (await safety()).confirmWords(setting, order),
    wordsDiffer: async (order) => (await safety()).wordsDiffer(setting, order),
    agreement: async (order) => (await agreed()).agreement(setting, order),
    propose: async (order) => (await agreed()).propose(setting, order),
    putSide: async (order) => (await sides()).putSide(setting, order),
    sign: async (order) => (await agreed()).sign(setting, order),
    withdrawSignature: async (order) => (await agreed()).withdrawSignature(setting, order),
    sayGoodbye: async (order) => (await parting()).sayGoodbye(setting, order),
    "meeting.open": async (order) => (await meetings()).open(order),
    "meeting.put": async (order) => (await meetings()).put(order),
    "meeting.decode": async (order) => (await meetings()).decode(order),
    "meeting.end": async (order) => (await meetings()).end(order),
    exportAll: async (order) => (await folder()).exportAll(setting, order),
  } satisfies Partial<Commands>;
}

function draftCommands(setting: Setting, timers: { after(milliseconds: number, work: () => unknown): () => void }) {
  let made: Promise<DraftKeeper> | null = null;
  const drafts = () => (made ??= inside().then(({ makeDrafts }) => makeDrafts(setting, timers)));
  return {
    "draft.put": async (order) => (await drafts()).put(order),
    "draft.get": async (order) => (await drafts()).get(order),
    "draft.drop": async (order) => (await drafts()).drop(order),
    "draft.flush": async () => (await drafts()).flush(),
  } satisfies Partial<Commands>;
}

/** Each of them only once the vault is open; using one counts as being there. */
function whenOpen<T extends Partial<Record<CommandName, AnyCommand>>>(setting: Setting, commands: T): T {
  const guarded = Object.entries(commands as Record<string, AnyCommand>).map(([name, command]) => [
    name,
    async (order: never) => {
      await mustBeOpen(setting);
      if (name !== "meeting.decode") await touch(setting);
      return command(order);
    },
  ]);
  return Object.fromEntries(guarded) as T;
}
