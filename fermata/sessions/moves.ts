/**
 * What the two can do in a meeting: each command takes the document and gives the next one, or refuses.
 * Pure, so that a command can be given again on top of what the partner did in the meantime.
 */
import { type Structure, piecesOf } from "./structure.ts";
import { type Meeting, type Stretch, type Where, counterpart, heldNow, stretches, where } from "./timeline.ts";

/** So close to the end of a piece nobody stretches it any more: the partner's screen may have moved on. */
const A_BREATH = 2_000;
export const LONGEST_STAY = 30;

/** `place` names the piece somebody was looking at when they pressed. */
export type Command =
  | { do: "begin"; structure: string; members: readonly [string, string]; first: string; seed: string }
  | { do: "hold" }
  | { do: "go_on" }
  | { do: "stay"; place: number; minutes: number }
  | { do: "agree"; place: number }
  | { do: "decline"; place: number }
  | { do: "next"; place: number }
  | { do: "finish"; place: number }
  | { do: "card"; place: number; index: number }
  | { do: "end" };

/** A no. `room.no.<code>` has its sentence; those in `moot` need none, since what was wanted is so already. */
export interface Refusal {
  refused: string;
}

export interface Order {
  state: Meeting | null;
  structure: Structure;
  command: Command;
  by: string;
  /** Server ms. */
  now: number;
}

const moot = new Set(["already_begun", "already_held", "not_held", "moved_on", "already_ended", "no_wish"]);

export function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === "object" && answer !== null && "refused" in answer;
}

/** Pressed twice, or by both at once: nothing to tell. */
export function isMoot(refusal: Refusal): boolean {
  return moot.has(refusal.refused);
}

export function obey(order: Order): Meeting | Refusal {
  const { state, command, structure, by } = order;
  if (command.do === "begin") return state === null ? begin({ ...order, command }) : no("already_begun");
  if (state === null) return no("not_begun");
  if (state.structure !== structure.id) return no("unknown_structure");
  if (!state.members.includes(by)) return no("not_yours");
  if (state.ended !== null) return no("already_ended");
  const now = Math.max(order.now, state.touchedAt);
  const change = changeFor({ state, structure, command, by, now });
  return isRefusal(change) ? change : { ...state, ...change, touchedAt: now };
}

type Begin = Extract<Command, { do: "begin" }>;

function begin({ command, structure, by, now }: Order & { command: Begin }): Meeting | Refusal {
  const { members, first, seed } = command;
  if (command.structure !== structure.id) return no("unknown_structure");
  if (members[0] === members[1] || !members.includes(by) || !members.includes(first)) return no("not_yours");
  const empty = { pauses: [], stays: [], moves: [], card: null, ended: null };
  return { v: 1, structure: structure.id, members, first, seed, startedAt: now, touchedAt: now, ...empty };
}

type Running = Order & { state: Meeting };

function changeFor(order: Running): Partial<Meeting> | Refusal {
  const { state, structure, command, by, now } = order;
  const seen = where({ state, structure, now });
  if (command.do === "end") return { pauses: resumed(state, now), ended: { by, at: now - pastTheEnd(seen) } };
  if (seen.here === null) return no("over");
  if (command.do === "hold") {
    return heldNow(state) ? no("already_held") : { pauses: [...state.pauses, { by, from: now, to: null }] };
  }
  if (command.do === "go_on") return heldNow(state) ? { pauses: resumed(state, now) } : no("not_held");
  if (command.do === "begin" || command.place !== seen.here.place) return no("moved_on");
  if (command.do === "card") return { card: { place: command.place, index: whole(command.index) } };
  if (command.do === "stay") return stay({ ...order, command, seen });
  if (command.do === "agree" || command.do === "decline") return answer({ ...order, command, seen });
  if (heldNow(state)) return no("held");
  return leave({ ...order, command, here: seen.here, clock: seen.clock });
}

/** A meeting whose time ran out ended then, whenever somebody says so. */
function pastTheEnd({ here, all, clock }: Where): number {
  return here === null ? Math.max(0, clock - (all.at(-1)?.to ?? clock)) : 0;
}

function resumed(state: Meeting, now: number): Meeting["pauses"] {
  return state.pauses.map((pause) => (pause.to === null ? { ...pause, to: Math.max(now, pause.from) } : pause));
}

function whole(index: number): number {
  return Number.isSafeInteger(index) && index >= 0 ? index : 0;
}

type Stay = Extract<Command, { do: "stay" }>;
type Answer = Extract<Command, { do: "agree" | "decline" }>;

/** Propose to stay longer. When the partner already proposes the same, that is an agreement. */
function stay({ state, structure, command, by, seen }: Running & { command: Stay; seen: Where }): Partial<Meeting> | Refusal {
  const { place, minutes } = command;
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > LONGEST_STAY) return no("too_long");
  if (seen.left.piece < A_BREATH) return no("too_late");
  if (seen.asked !== null) {
    if (seen.asked.by === by) return no("already_asked");
    return seen.asked.minutes === minutes ? { stays: answered(state, "agreed") } : no("partner_asked");
  }
  const alike = stretchesAlike({ state, structure, place, clock: seen.clock });
  return { stays: [...state.stays, { by, clock: seen.clock, place, minutes, alike, answer: null }] };
}

/** Whether the partner's turn can still grow by the same: its piece is not over. Shared time is always alike. */
function stretchesAlike({ state, structure, place, clock }: Pick<Running, "state" | "structure"> & { place: number; clock: number }): boolean {
  const other = counterpart(piecesOf(structure), place);
  return other === null || (stretches(state, structure)[other]?.to ?? 0) > clock;
}

/** The partner agrees or declines; declining one's own wish takes it back. */
function answer({ state, command, by, seen }: Running & { command: Answer; seen: Where }): Partial<Meeting> | Refusal {
  if (seen.asked === null) return no("no_wish");
  if (command.do === "decline") return { stays: answered(state, "declined") };
  if (seen.asked.by === by) return no("own_wish");
  return seen.left.piece < A_BREATH ? no("too_late") : { stays: answered(state, "agreed") };
}

function answered(state: Meeting, reply: "agreed" | "declined"): Meeting["stays"] {
  return state.stays.map((wish, index) => (index === state.stays.length - 1 ? { ...wish, answer: reply } : wish));
}

type Leave = Extract<Command, { do: "next" | "finish" }>;

/** Shared time either may leave; a turn is its owner's. Leaving the last piece of a turn finishes the turn. */
function leave({ state, command, by, here, clock }: Running & { command: Leave; here: Stretch; clock: number }): Partial<Meeting> | Refusal {
  const shared = here.lead === "both";
  const owner = here.lead === "first" ? state.first : state.members.find((member) => member !== state.first);
  if (command.do === "finish" && shared) return no("nobodys_turn");
  if (!shared && by !== owner) return no("not_your_turn");
  return { moves: [...state.moves, { by, clock, place: here.place, turn: command.do === "finish" }] };
}

function no(code: string): Refusal {
  return { refused: code };
}

/** The newest document one holds, and its version on the server; 0 and null before the meeting began. */
export interface Held {
  version: number;
  state: Meeting | null;
}

export type Written = { version: number; stale?: undefined } | { stale: Held; version?: undefined };

export interface Attempt {
  held: Held;
  /** Gives the command anew each time, with a fresh clock. */
  decide(state: Meeting | null): Meeting | Refusal;
  write(base: number, state: Meeting): Promise<Written>;
  times?: number;
}

/** Give a command until it stands: when the partner was first, it is judged again on top of theirs. */
export async function retry({ held, decide, write, times = 6 }: Attempt): Promise<{ held: Held; refusal: Refusal | null }> {
  let newest = held;
  for (let attempt = 0; attempt < times; attempt += 1) {
    const next = decide(newest.state);
    if (isRefusal(next)) return { held: newest, refusal: next };
    const written = await write(newest.version, next);
    if (written.stale === undefined) return { held: { version: written.version, state: next }, refusal: null };
    newest = written.stale;
  }
  return { held: newest, refusal: no("busy") };
}
