/** A browser for the worker's tests: one person, one device, one page after another. */
import { makeCommands } from "./commands.ts";
import type { FakeServer } from "./fake_server.ts";
import { memoryKeeper, type Keeper } from "./keeper.ts";
import { newSetting, type Setting } from "./setting.ts";
import type { Commands, VaultEvent } from "./shapes.ts";
import { lock } from "./unlock.ts";
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
  after(milliseconds: number, work: () => void): () => void;
}

export function makeClock(now = Date.parse("2026-03-01T10:00:00.000Z")): Clock {
  const due = new Set<{ at: number; work: () => void }>();
  const clock: Clock = {
    now,
    async pass(milliseconds) {
      clock.now += milliseconds;
      for (const one of [...due].filter(({ at }) => at <= clock.now)) {
        due.delete(one);
        one.work();
      }
      for (let turn = 0; turn < 40; turn++) await new Promise((resolve) => setImmediate(resolve));
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
