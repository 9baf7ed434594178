/**
 * What the members can do in a meeting: each command takes the document and gives the next one, or refuses.
 * Pure, so that a command can be given again on top of what another did in the meantime.
 */
import { type AidCommand, MOST_GIVEN_BACK, NO_AIDS, aid, isAid } from "./aids.ts";
import { counterparts } from "./seats.ts";
import { type Structure, structureOf } from "./structure.ts";
import { type Meeting, type Stretch, type Where, hasCome, heldNow, where } from "./timeline.ts";

/** Fewer do not meet. */
const COMPANY = 2;
/** So close to the end of a piece nobody stretches it any more: another screen may have moved on. */
const A_BREATH = 2_000;
const LONGEST_STAY = 30;
export const LONGEST_QUESTION = 400;

/** `place` names the piece somebody was looking at when they pressed. */
export type Command =
  | { do: "begin"; structure: string; members: readonly string[]; first: string; away: readonly string[]; seed: string; back?: { owner: string; minutes: number } | undefined }
  | { do: "come" }
  | { do: "without"; who: string }
  | { do: "join" }
  | { do: "hold" }
  | { do: "go_on" }
  | { do: "stay"; place: number; minutes: number }
  | { do: "agree"; place: number }
  | { do: "decline"; place: number }
  | { do: "next"; place: number }
  | { do: "finish"; place: number }
  | { do: "card"; place: number; index: number; words?: string }
  | { do: "end" }
  | AidCommand;

/** A no. `room.no.<code>` has its sentence; those in `moot` need none, since what was wanted is so already. */
export interface Refusal {
  refused: string;
  /** Whom it is about. */
  who?: string;
}

export interface Order {
  state: Meeting | null;
  structure: Structure;
  command: Command;
  by: string;
  /** Server ms. */
  now: number;
}

const moot = new Set(["already_begun", "already_held", "not_held", "moved_on", "already_ended", "no_wish", "here_already", "no_turn_left", "has_turn", "asked_here"]);

export function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === "object" && answer !== null && "refused" in answer;
}

/** Pressed twice, or by several at once: nothing to tell. */
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
  const { members, first, away, seed } = command;
  const here = members.filter((member) => !away.includes(member));
  if (command.structure !== structure.id) return no("unknown_structure");
  if (new Set(members).size !== members.length || !here.includes(by) || !here.includes(first)) return no("not_yours");
  if (here.length < COMPANY || away.some((one) => !members.includes(one))) return no("needs_two");
  const came = [{ who: by, clock: 0 }];
  const aids = offered(command, by);
  const empty = { changes: [], pauses: [], stays: [], moves: [], card: null, ended: null, ...(aids && { aids }) };
  const plan = structureOf(structure.id) === null ? { plan: structure } : {};
  return { v: 1, structure: structure.id, ...plan, members, first, away, came, seed, startedAt: now, touchedAt: now, ...empty };
}

/** What is owed from before, offered with the beginning. */
function offered({ back, members }: Begin, by: string): Meeting["aids"] {
  if (back === undefined || !members.includes(back.owner) || !(back.minutes >= 1)) return undefined;
  const minutes = Math.min(MOST_GIVEN_BACK, Math.floor(back.minutes));
  return { ...NO_AIDS, back: { owner: back.owner, minutes, by, yes: [], answer: null } };
}

type Running = Order & { state: Meeting };

function changeFor(order: Running): Partial<Meeting> | Refusal {
  const { state, structure, command, by, now } = order;
  const seen = where({ state, structure, now });
  if (command.do === "end") return { pauses: resumed(state, now), ended: { by, at: now - pastTheEnd(seen) } };
  if (command.do === "come") {
    return hasCome(state, by) ? no("here_already") : { came: [...state.came, { who: by, clock: seen.clock }] };
  }
  if (isAid(command)) return aid({ state, command, by, now, seen });
  if (seen.here === null) return no("over");
  if (command.do === "without") return without({ ...order, command, seen, here: seen.here });
  if (command.do === "join") return join({ ...order, seen, here: seen.here });
  if (command.do === "hold") {
    return heldNow(state) ? no("already_held") : { pauses: [...state.pauses, { by, from: now, to: null }] };
  }
  if (command.do === "go_on") return heldNow(state) ? { pauses: resumed(state, now) } : no("not_held");
  if (command.do === "begin" || command.place !== seen.here.place) return no("moved_on");
  if (command.do === "card") return { card: cardOf(command) };
  if (command.do === "stay") return stay({ ...order, command, seen });
  if (command.do === "agree" || command.do === "decline") return answer({ ...order, command, seen });
  if (heldNow(state)) return no("held");
  return leave({ ...order, command, here: seen.here, clock: seen.clock });
}

type Without = Extract<Command, { do: "without" }>;
type Looking = Running & { seen: Where; here: Stretch };

/** Go on without somebody who has not come. Should they come, they have as much as everybody, at the end. */
function without({ state, command, by, seen, here }: Looking & { command: Without }): Partial<Meeting> | Refusal {
  const { who } = command;
  if (hasCome(state, who)) return no("is_here", who);
  if (!seen.missing.includes(who)) return no("no_turn_left");
  if (seen.turns.length <= COMPANY) return no("needs_two");
  const changes = [...state.changes, { do: "without" as const, who, by, place: here.place }];
  const isNow = here.owner === who;
  return isNow ? { changes, moves: [...state.moves, { by, clock: seen.clock, place: here.place, turn: false }] } : { changes };
}

/** Whoever comes late takes a turn as long as the others': when theirs was left out, or went by before they came. */
function join({ state, by, seen, here }: Looking): Partial<Meeting> | Refusal {
  const mine = seen.turns.find(({ owner }) => owner === by);
  if (mine !== undefined && !wentBy({ state, by, seen })) return no("has_turn");
  const leaving = mine === undefined ? [] : [{ do: "without" as const, who: by, by, place: here.place }];
  return { changes: [...state.changes, ...leaving, { do: "join", who: by, by, place: here.place }] };
}

/** Their turn was over before they came. */
export function wentBy({ state, by, seen }: { state: Meeting; by: string; seen: Where }): boolean {
  const last = seen.all.findLast(({ owner }) => owner === by);
  const came = state.came.find(({ who }) => who === by);
  return last !== undefined && last.to <= seen.clock && came !== undefined && came.clock >= last.to;
}

/** A meeting whose time ran out ended then, whenever somebody says so. */
function pastTheEnd({ here, all, clock }: Where): number {
  return here === null ? Math.max(0, clock - (all.at(-1)?.to ?? clock)) : 0;
}

function resumed(state: Meeting, now: number): Meeting["pauses"] {
  return state.pauses.map((pause) => (pause.to === null ? { ...pause, to: Math.max(now, pause.from) } : pause));
}

function cardOf({ place, index, words }: Extract<Command, { do: "card" }>): NonNullable<Meeting["card"]> {
  return { place, index: whole(index), ...(words && { words: words.slice(0, LONGEST_QUESTION) }) };
}

function whole(index: number): number {
  return Number.isSafeInteger(index) && index >= 0 ? index : 0;
}

type Stay = Extract<Command, { do: "stay" }>;
type Answer = Extract<Command, { do: "agree" | "decline" }>;

/** Propose to stay longer. When another already proposes the same, that is a yes to it. */
function stay({ state, command, by, seen }: Running & { command: Stay; seen: Where }): Partial<Meeting> | Refusal {
  const { place, minutes } = command;
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > LONGEST_STAY) return no("too_long");
  if (seen.left.piece < A_BREATH) return no("too_late");
  if (seen.asked !== null) {
    if (seen.asked.by === by) return no("already_asked");
    return seen.asked.minutes === minutes ? agreed({ state, by, wish: seen.asked }) : no("partner_asked", seen.asked.by);
  }
  const alike = counterparts(seen.all, place).every((other) => (seen.all[other]?.to ?? 0) > seen.clock);
  return { stays: [...state.stays, { by, clock: seen.clock, place, minutes, alike, answer: null, yes: [] }] };
}

/** The others agree or one declines; declining one's own wish takes it back. */
function answer({ state, command, by, seen }: Running & { command: Answer; seen: Where }): Partial<Meeting> | Refusal {
  if (seen.asked === null) return no("no_wish");
  if (command.do === "decline") return { stays: answered(state, { answer: "declined" }) };
  if (seen.asked.by === by) return no("own_wish");
  return seen.left.piece < A_BREATH ? no("too_late") : agreed({ state, by, wish: seen.asked });
}

/** It counts when everybody has agreed who is in the room, and whoever agrees is there. */
function agreed({ state, by, wish }: { state: Meeting; by: string; wish: Meeting["stays"][number] }): Partial<Meeting> {
  const yes = [...new Set([...wish.yes, by])];
  const isSettled = asked({ state, wish }).every((one) => yes.includes(one));
  return { stays: answered(state, { yes, ...(isSettled && { answer: "agreed" }) }) };
}

/** Whose yes a wish needs. */
export function asked({ state, wish }: { state: Meeting; wish: Pick<Meeting["stays"][number], "by"> }): string[] {
  return state.members.filter((member) => member !== wish.by && hasCome(state, member));
}

function answered(state: Meeting, reply: Partial<Meeting["stays"][number]>): Meeting["stays"] {
  return state.stays.map((wish, index) => (index === state.stays.length - 1 ? { ...wish, ...reply } : wish));
}

type Leave = Extract<Command, { do: "next" | "finish" }>;

/** Shared time anybody may leave; a turn is its owner's. Leaving the last piece of a turn finishes the turn. */
function leave({ state, command, by, here, clock }: Running & { command: Leave; here: Stretch; clock: number }): Partial<Meeting> | Refusal {
  const { owner } = here;
  if (command.do === "finish" && owner === null) return no("nobodys_turn");
  if (owner !== null && by !== owner) return no("not_your_turn", owner);
  return { moves: [...state.moves, { by, clock, place: here.place, turn: command.do === "finish" }] };
}

function no(refused: string, who?: string): Refusal {
  return who === undefined ? { refused } : { refused, who };
}

/** The newest document one holds, and its version on the server; 0 and null before the meeting began. */
export interface Held {
  version: number;
  state: Meeting | null;
}

export type Written = { version: number; stale?: undefined } | { stale: Held; version?: undefined };
