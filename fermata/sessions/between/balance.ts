/**
 * The balance of turns: what each had and was to have, for each meeting, over the last four, and what is carried on.
 * Computed from sealed records in a member's browser. Whole milliseconds, so that all sums agree exactly. Pure.
 */
export type Share = Record<string, number>;

/** One meeting, as its sealed record says. */
export interface MeetingHad {
  began_at: number;
  had: Share;
  planned?: Share | undefined;
  /** Time somebody went on beyond their turn. */
  borrowed?: Share | undefined;
  one_sided: boolean;
}

/** A record of minutes as a meeting of those who had a turn in it; whoever was not there owes nothing and is owed nothing. */
export function hadIn(minutes: MeetingHad): MeetingHad {
  const { planned } = minutes;
  if (planned === undefined) return minutes;
  return { ...minutes, had: Object.fromEntries(Object.entries(minutes.had).filter(([person]) => person in planned)) };
}

export interface Balance {
  /** Newest first. */
  meetings: MeetingHad[];
  /** Over the last four. */
  lately: { meetings: number; had: Share; planned: Share };
  all: { meetings: number; had: Share; planned: Share };
  /** Above zero: had less than an equal share, and has it to come. Adds up to zero. */
  owed: Share;
}

export const LATELY = 4;
const MINUTE = 60_000;
/** Differences below this are the clock's, not anybody's. */
const A_BREATH = MINUTE / 2;
/** More than a tenth apart over four meetings: the next plan offers the balance (INV-E3). */
const A_TENTH = 0.1;

export function balanceOf(found: readonly MeetingHad[]): Balance {
  const meetings = found.toSorted((one, other) => other.began_at - one.began_at);
  return {
    meetings,
    lately: summed(meetings.slice(0, LATELY)),
    all: summed(meetings),
    owed: added(meetings.map(({ had }) => owedIn(had))),
  };
}

function summed(meetings: readonly MeetingHad[]): Balance["all"] {
  return { meetings: meetings.length, had: added(meetings.map(({ had }) => had)), planned: added(meetings.map(({ planned, had }) => planned ?? had)) };
}

/** What each is owed from one meeting, among those who had a turn in it: an equal share less what they had. */
export function owedIn(had: Share): Share {
  const people = Object.keys(had).sort();
  const whole = people.reduce((sum, person) => sum + (had[person] ?? 0), 0);
  const each = Math.floor(whole / people.length);
  const odd = whole - each * people.length;
  return Object.fromEntries(people.map((person, index) => [person, each + (index < odd ? 1 : 0) - (had[person] ?? 0)]));
}

export function added(shares: readonly Share[]): Share {
  const sum: Share = {};
  for (const [person, time] of shares.flatMap((share) => Object.entries(share))) sum[person] = (sum[person] ?? 0) + time;
  return sum;
}

/**
 * In whole minutes that add up to the whole, which is itself rounded: whoever lost most by rounding down gets the
 * minute that is missing.
 */
export function inMinutes(share: Share): Share {
  const people = Object.keys(share).sort();
  const exact = (person: string): number => (share[person] ?? 0) / MINUTE;
  const found: Share = Object.fromEntries(people.map((person) => [person, Math.floor(exact(person))]));
  const whole = Math.round(people.reduce((sum, person) => sum + (share[person] ?? 0), 0) / MINUTE);
  const missing = whole - people.reduce((sum, person) => sum + (found[person] ?? 0), 0);
  const byLoss = people.toSorted((one, other) => lost(other, { exact, found }) - lost(one, { exact, found }));
  for (const person of byLoss.slice(0, missing)) found[person] = (found[person] ?? 0) + 1;
  return found;
}

function lost(person: string, { exact, found }: { exact: (person: string) => number; found: Share }): number {
  return exact(person) - (found[person] ?? 0);
}

export interface Offer {
  owner: string;
  minutes: number;
}

/** Whose turn should be longer next time, and by how much, when the last four were more than a tenth apart; else null. */
export function offerOf({ lately, owed }: Balance, members: readonly string[]): Offer | null {
  const times = members.map((member) => lately.had[member] ?? 0);
  const most = Math.max(0, ...times);
  if (most === 0 || (most - Math.min(...times)) / most <= A_TENTH) return null;
  const [owner] = members.toSorted((one, other) => (owed[other] ?? 0) - (owed[one] ?? 0));
  const minutes = Math.min(30, Math.round((owed[owner ?? ""] ?? 0) / MINUTE));
  return owner === undefined || minutes < 1 ? null : { owner, minutes };
}

/** Nobody is owed anything worth a word. */
export function isEven({ owed }: Balance): boolean {
  return Object.values(owed).every((time) => Math.abs(time) < A_BREATH);
}
