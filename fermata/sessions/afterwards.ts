/** What remains of a meeting: the minutes each had, and where what is written has its place. Pure but for the digest. */
import { lot } from "./between/bank.ts";
import { planOf } from "./structure.ts";
import { type Meeting, where } from "./timeline.ts";

/** The text of the sealed item of kind "minutes", as JSON. Times in milliseconds; `had` by person. */
export interface MinutesHad {
  structure: string;
  first: string;
  began_at: number;
  ended_at: number;
  had: Record<string, number>;
  /** What was planned for each, and of what they had what went beyond their turn. */
  planned?: Record<string, number>;
  borrowed?: Record<string, number>;
  one_sided: boolean;
}

export function minutesHad(state: Meeting): MinutesHad | null {
  const structure = planOf(state);
  if (structure === null || state.ended === null) return null;
  const { turns, oneSided } = where({ state, structure, now: state.ended.at });
  return {
    structure: structure.id,
    first: state.first,
    began_at: state.startedAt,
    ended_at: state.ended.at,
    had: Object.fromEntries(state.members.map((member) => [member, turns.find(({ owner }) => owner === member)?.had ?? 0])),
    planned: Object.fromEntries(turns.map(({ owner, planned }) => [owner, planned])),
    borrowed: Object.fromEntries(turns.map((turn) => [turn.owner, turn.borrowed])),
    one_sided: oneSided,
  };
}

/** Read it back; null when it is something else. */
export function readMinutes(text: string): MinutesHad | null {
  try {
    const found = JSON.parse(text) as Partial<MinutesHad> | null;
    const numbers = [found?.began_at, found?.ended_at, ...Object.values(found?.had ?? {})];
    const whole = typeof found?.structure === "string" && typeof found.first === "string" && numbers.length >= 4;
    return whole && numbers.every((one) => Number.isFinite(one)) ? (found as MinutesHad) : null;
  } catch {
    return null;
  }
}

/** Who begins when they take turns at it: whoever sits next to the one who began the last time. Null when there was none. */
export function whoBeginsNext(former: readonly MinutesHad[], members: readonly string[]): string | null {
  const last = [...former].sort((a, b) => a.began_at - b.began_at).at(-1);
  const seat = last === undefined ? -1 : members.indexOf(last.first);
  return seat < 0 ? null : (members[(seat + 1) % members.length] ?? null);
}

/**
 * The id of an item that belongs to this meeting, the same on every device of its members. The seed is sealed, so to
 * the server it looks drawn at random and does not show which meeting, or whose, an item is about.
 */
export async function itemOf(seed: string, name: string): Promise<string> {
  const text = new TextEncoder().encode(`fermata-meeting-item/1\n${seed}\n${name}`);
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", text)).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Who begins, by lot: nobody is favoured. */
export function toss(members: readonly string[]): string {
  return members[lot(members.length)] ?? "";
}
