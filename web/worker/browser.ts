/** A browser for the worker's tests: one person, one device, one page after another. */
import { AMARA, BEN } from "../vault/cast.ts";
import { makeCommands } from "./commands.ts";
import { makeServer, newSpace, type FakeServer } from "./fake_server.ts";
import { memoryKeeper, type Keeper } from "./keeper.ts";
import { newSetting, type Setting } from "./setting.ts";
import type { Commands, VaultEvent } from "./shapes.ts";
import { lock } from "./lock.ts";
import { makeWire } from "./wire.ts";

export interface Page {
  desk: Commands;
  setting: Setting;
  events: VaultEvent["event"][];
  keeper: Keeper;
  clock: Clock;
}

export interface Clock {
  now: number;
  /** Let time pass; what was to run later runs. */
  pass(milliseconds: number): Promise<void>;
  after(milliseconds: number, work: () => unknown): () => void;
}

export function makeClock(now = Date.parse("2026-03-01T10:00:00.000Z")): Clock {
  const due = new Set<{ at: number; work: () => unknown }>();
  const clock: Clock = {
    now,
    async pass(milliseconds) {
      clock.now += milliseconds;
      for (const one of [...due].filter(({ at }) => at <= clock.now)) {
        due.delete(one);
        await one.work();
      }
    },
    after(milliseconds, work) {
      const one = { at: clock.now + milliseconds, work };
      due.add(one);
      return () => void due.delete(one);
    },
  };
  return clock;
}

/** A page of somebody's browser; the same keeper for the next page of the same device. */
export function openPage(order: { server: FakeServer; person: string; keeper?: Keeper; clock?: Clock }): Page {
  const { server, person, keeper = memoryKeeper(), clock = makeClock() } = order;
  const events: VaultEvent["event"][] = [];
  const tell = ({ event }: VaultEvent) => void events.push(event);
  const queues = new Map<string, Promise<unknown>>();
  const setting: Setting = newSetting({
    ...{ keeper, now: () => clock.now, tell },
    wire: makeWire({
      isOnline: () => true,
      ...{ fetch: server.fetchAs(person), csrf: () => "csrf", pause: async () => undefined },
      away: (isAway) => tell({ event: isAway ? "away" : "back" }),
      signedOut: () => void lock(setting, "signed_out"),
    }),
    alone: (section, work) => {
      const next = (queues.get(section) ?? Promise.resolve()).then(work, work);
      queues.set(section, next.catch(() => undefined));
      return next;
    },
  });
  return { desk: makeCommands(setting, clock), setting, events, keeper, clock };
}

export interface Kit {
  phrase: string[];
  sheet: string[];
}

/** Set up a vault on this page, as a person does. */
export async function setUp(page: Page): Promise<Kit> {
  const kit = await page.desk.begin();
  await page.desk.confirm({ answers: [[2, kit.sheet[2]!], [9, kit.sheet[9]!]] });
  return kit;
}

export const AMARAS = "0198c0de-0000-7000-8000-0000000000a1";
export const BENS = "0198c0de-0000-7000-8000-0000000000b1";
export const SHARED = "0198c0de-0000-7000-8000-0000000000f1";
export const PARTNERSHIP = "0198c0de-0000-7000-8000-0000000000e1";
export const MEETING = "0198c0de-0000-7000-8000-0000000000d1";

export interface Two {
  server: FakeServer;
  amara: Page;
  ben: Page;
  kits: { amara: Kit; ben: Kit };
}

/** Amara and Ben, signed in, before they set up anything. */
export function freshServer(): FakeServer {
  const server = makeServer([{ person: AMARA, name: "Amara", own_space: AMARAS }, { person: BEN, name: "Ben", own_space: BENS }]);
  server.spaces.set(SHARED, newSpace("shared", [AMARA, BEN]));
  server.partnerships.set(PARTNERSHIP, { space: SHARED, proposals: [] });
  server.meetings.set(MEETING, { space: SHARED, partnership: PARTNERSHIP, version: 0, file: null, ended: false });
  return server;
}

/** Both set up, and both in the space they share. */
export async function two(): Promise<Two> {
  const server = freshServer();
  const [amara, ben] = [openPage({ server, person: AMARA }), openPage({ server, person: BEN })];
  const kits = { amara: await setUp(amara), ben: await setUp(ben) };
  await amara.desk.openSpace({ space: SHARED });
  await ben.desk.openSpace({ space: SHARED });
  return { server, amara, ben, kits };
}

/** The next page of the same browser; perhaps with somebody else signed in. */
export function next(server: FakeServer, page: Page, person = AMARA): Page {
  return openPage({ server, person, keeper: page.keeper, clock: page.clock });
}

export function note(item: string, text: string, base = 0): { space: string; item: string; kind: string; text: string; base: number } {
  return { space: SHARED, item, kind: "note", text, base };
}
