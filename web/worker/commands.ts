/** Every command of the desk, by name. Those on something open take up what the page before left open. */
import { agreement, propose, sign, withdrawSignature } from "./agreement.ts";
import { makeDrafts } from "./drafts.ts";
import { exportAll } from "./export.ts";
import { items, read } from "./items.ts";
import { makeMeetings } from "./meeting.ts";
import { confirmWords, wordsDiffer, wordsOfBoth } from "./safety.ts";
import { save, withdraw } from "./save.ts";
import type { Setting } from "./setting.ts";
import type { CommandName, Commands } from "./shapes.ts";
import { letBackIn, space } from "./spaces.ts";
import { lock, status, touch, unlockByPasskey, unlockByPhrase, unlockBySheet } from "./unlock.ts";
import { mustBeOpen } from "./vault_answer.ts";
import { addPasskey, begin, confirm, confirmSheet, newPhrase, newSheet, removeMethod, startOver } from "./ways_in.ts";

type AnyCommand = (order: never) => Promise<unknown>;

export function makeCommands(setting: Setting, timers: { after(milliseconds: number, work: () => unknown): () => void }): Commands {
  return { ...waysIn(setting), ...whenOpen(setting, inside(setting)), ...draftCommands(setting, timers) };
}

function waysIn(setting: Setting) {
  return {
    status: () => status(setting),
    begin: () => begin(setting),
    startOver: () => startOver(setting),
    confirm: (order) => confirm(setting, order),
    unlockByPhrase: (order) => unlockByPhrase(setting, order),
    unlockBySheet: (order) => unlockBySheet(setting, order),
    unlockByPasskey: (order) => unlockByPasskey(setting, order),
    lock: () => lock(setting),
    touch: () => touch(setting),
    addPasskey: (order) => addPasskey(setting, order),
    newPhrase: (order) => newPhrase(setting, order),
    newSheet: () => newSheet(setting),
    confirmSheet: (order) => confirmSheet(setting, order),
    removeMethod: (order) => removeMethod(setting, order),
  } satisfies Partial<Commands>;
}

function inside(setting: Setting) {
  const meetings = makeMeetings(setting);
  return {
    openSpace: async ({ space: id }) => (await space(setting, id, { fresh: true })).view,
    letBackIn: (order) => letBackIn(setting, order),
    items: ({ space: id }) => items(setting, id),
    read: (order) => read(setting, order),
    save: (order) => save(setting, order),
    withdraw: (order) => withdraw(setting, order),
    safetyWords: (order) => wordsOfBoth(setting, order),
    confirmWords: (order) => confirmWords(setting, order),
    wordsDiffer: (order) => wordsDiffer(setting, order),
    agreement: (order) => agreement(setting, order),
    propose: (order) => propose(setting, order),
    sign: (order) => sign(setting, order),
    withdrawSignature: (order) => withdrawSignature(setting, order),
    "meeting.open": (order) => meetings.open(order),
    "meeting.put": (order) => meetings.put(order),
    "meeting.decode": (order) => meetings.decode(order),
    "meeting.end": (order) => meetings.end(order),
    exportAll: (order) => exportAll(setting, order),
  } satisfies Partial<Commands>;
}

function draftCommands(setting: Setting, timers: { after(milliseconds: number, work: () => unknown): () => void }) {
  const drafts = makeDrafts(setting, timers);
  return {
    "draft.put": (order) => drafts.put(order),
    "draft.get": (order) => drafts.get(order),
    "draft.drop": (order) => drafts.drop(order),
    "draft.flush": () => drafts.flush(),
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
