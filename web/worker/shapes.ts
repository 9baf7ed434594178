/**
 * What the page and the vault's worker say to each other. Types only.
 *
 * Everything here is plain text and plain values: no locked file and nothing that unlocks one ever
 * crosses to the page, except the fresh words a person is about to write down.
 */

import type { Clause, Side } from "../vault/index.ts";

/** One way into one's space, as the server lists it. */
export interface Method {
  id: string;
  method: "phrase" | "sheet" | "passkey";
  label: string;
  /** ISO date (day). */
  made_on: string;
}

/** `none`: no space yet. `locked`: words are needed. `open`: this browser can read. */
export type VaultState = "none" | "locked" | "open";

export interface Status {
  state: VaultState;
  person: string;
  name: string;
  methods: Method[];
  own_space: string;
  /** The spaces this person shares, with the names of the others; nobody's where they have left Fermata. */
  shared: { space: string; names: string[] }[];
}

/** Freshly drawn words; nothing is stored before `confirm`. */
export interface FreshWords {
  /** Five words. */
  phrase: string[];
  /** Twelve words. */
  sheet: string[];
  picture: SheetPicture;
}

/** The words of a sheet for a camera: an SVG path over a square of so many modules. */
export interface SheetPicture {
  size: number;
  outline: string;
}

export interface Confirmation {
  /** Two words of the sheet typed back: position (0..11) and word. */
  answers: [index: number, word: string][];
  /** The person's own phrase (at least 14 characters) in place of the five words. */
  phrase?: string;
}

/** `me` is you; `changed` is a full stop: read your words to each other again. `absent`: no space yet. */
export type Standing = "me" | "confirmed" | "unconfirmed" | "changed" | "absent";

export interface SpaceMember {
  person: string;
  name: string;
  standing: Standing;
  /** Can open this space as it is locked today. `false` after they started over: see `letBackIn`. */
  inside: boolean;
}

export interface SpaceView {
  id: string;
  kind: "own" | "shared";
  /** Also who has left, since nobody is told who that was; their notes stay readable. */
  members: SpaceMember[];
  readOnly: boolean;
  waiting: null | "partner_has_no_space" | "partner_must_let_me_in";
}

export interface Item {
  id: string;
  version: number;
  /** What it is: "session-note", "harvest", ...; "withdrawn" has no text. */
  kind: string;
  /** What it belongs to, for instance a meeting's id; "" for nothing. */
  about: string;
  /** ISO time at which its author says it was written. */
  at: string;
  /** The author's person id; "" when it cannot be read. */
  by: string;
  text: string;
  /** The code of what is wrong with it (see `vault.<code>` in the words); absent when it holds. */
  problem?: string;
}

export interface Conflict {
  mine: string;
  theirs: string;
  /** Who wrote theirs: the partner, or this person on another device. */
  by: string;
  /** Both together when no line was changed by both; else `null`. */
  merged: string | null;
  /** The version to save on top of. */
  version: number;
}

export type SaveAnswer = { version: number; conflict?: undefined } | { conflict: Conflict; version?: undefined };

export interface SaveOrder {
  space: string;
  /** Item id (lower-case UUID drawn at random by the browser: `crypto.randomUUID()`). */
  item: string;
  kind: string;
  about?: string;
  text: string;
  /** The version this text was made from; 0 for a new item. */
  base: number;
}

export interface SafetyWords {
  /** Six words: read these aloud. */
  mine: string[];
  /** Six words: hear these from your partner. */
  theirs: string[];
}

export type { Clause, Remark, Side, Stance, Tighter } from "../vault/index.ts";

/** What they agree on. */
export interface AgreementText {
  clauses: Clause[];
}

export interface AgreementSignature {
  person: string;
  signed_at: string;
  withdrawn_at: string | null;
  /** The signature was checked here, in this browser, against the words it stands under. */
  holds: boolean;
  /** The signature itself, for the record. */
  proof: string;
}

export interface Proposal extends AgreementText {
  number: number;
  digest: string;
  /** Who proposed this text. */
  by: string;
  /** Every member has signed it, if only for a time. */
  reached: boolean;
  /** Every member's standing signature holds (checked here, not believed). */
  inForce: boolean;
  signatures: AgreementSignature[];
  /** The code of what is wrong with it; its words are empty then. */
  problem?: string;
  /** The canonical text that was signed, for whoever keeps a record; "" when it cannot be read. */
  text: string;
}

/** One member, and what they think of each clause; `null` before they have said anything. */
export interface MemberSide {
  person: string;
  name: string;
  side: Side | null;
  /** The code of what is wrong with it; it is `null` then. */
  problem?: string;
  /** The member's public keys as signed by themselves, for the record. */
  bundles: string[];
}

export interface AgreementView {
  partnership: string;
  space: string;
  me: string;
  members: MemberSide[];
  /** The version of my own side, to write on top of. */
  sideVersion: number;
  isOver: boolean;
  /** The newest text, signed or not; `null` when nobody proposed one. */
  current: Proposal | null;
  /** The newest text all have signed, unless somebody has withdrawn since; `null` when there is none. */
  inForce: Proposal | null;
  /** All of them, newest first. */
  proposals: Proposal[];
}

export interface MeetingView {
  id: string;
  partnership: string;
  space: string;
  members: { person: string; name: string }[];
  me: string;
  version: number;
  /** What was last put, as it was put; `null` before the first. */
  state: unknown;
  /** The author of that state; "" before the first. */
  by: string;
  /** The server's clock in milliseconds when it answered. */
  now: number;
  ended: boolean;
}

/** `stale`: the other was first; here is theirs, opened. */
export type PutAnswer =
  | { version: number; now: number; stale?: undefined }
  | { stale: { version: number; state: unknown; by: string; now: number }; version?: undefined };

/**
 * Told to the page when the vault changes under it, here or in another tab. `away`: the server does not
 * answer; writes are tried on, nothing is lost. `back`: it answers again.
 */
export type VaultEvent = { event: "opened" | "locked" | "signed_out" | "away" | "back" };

/** Every command: what it takes and what it answers. A refusal rejects with a `DeskError`. */
export interface Commands {
  status(): Promise<Status>;
  begin(): Promise<FreshWords>;
  startOver(): Promise<FreshWords>;
  confirm(order: Confirmation): Promise<void>;
  unlockByPhrase(order: { words: string }): Promise<void>;
  unlockBySheet(order: { words: string }): Promise<void>;
  unlockByPasskey(order: { prf: Uint8Array; method?: string }): Promise<void>;
  lock(): Promise<void>;
  touch(): Promise<void>;
  addPasskey(order: { prf: Uint8Array; label: string; credential: string }): Promise<{ id: string }>;
  newPhrase(order: { phrase?: string }): Promise<{ phrase: string[] }>;
  newSheet(): Promise<Pick<FreshWords, "sheet" | "picture">>;
  confirmSheet(order: { answers: [index: number, word: string][] }): Promise<void>;
  removeMethod(order: { id: string }): Promise<void>;
  /** `people`: ids of those the page names as its other readers; with anybody else in it the space is refused. */
  openSpace(order: { space: string; people?: readonly string[] }): Promise<SpaceView>;
  letBackIn(order: { space: string; person: string }): Promise<SpaceView>;
  items(order: { space: string }): Promise<Item[]>;
  find(order: { spaces: string[]; words: string }): Promise<string[]>;
  read(order: { space: string; item: string }): Promise<Item>;
  save(order: SaveOrder): Promise<SaveAnswer>;
  withdraw(order: { space: string; item: string }): Promise<{ version: number }>;
  "draft.put"(order: { slot: string; text: string }): Promise<void>;
  "draft.get"(order: { slot: string; here?: boolean }): Promise<{ text: string; at: string } | null>;
  "draft.drop"(order: { slot: string }): Promise<void>;
  "draft.flush"(): Promise<void>;
  safetyWords(order: { space: string; person: string }): Promise<SafetyWords>;
  confirmWords(order: { space: string; person: string }): Promise<void>;
  wordsDiffer(order: { space: string; person: string }): Promise<void>;
  agreement(order: { partnership: string }): Promise<AgreementView>;
  propose(order: { partnership: string; base: number } & AgreementText): Promise<{ number: number }>;
  putSide(order: { partnership: string; space: string; version: number; side: Side }): Promise<{ version: number }>;
  sign(order: { partnership: string; number: number; digest: string }): Promise<{ in_force: boolean }>;
  withdrawSignature(order: { partnership: string; number: number }): Promise<void>;
  sayGoodbye(order: { partnership: string; space: string; protect: boolean; takeBack: boolean }): Promise<void>;
  "meeting.open"(order: { id: string }): Promise<MeetingView>;
  "meeting.put"(order: { id: string; base: number; state: unknown }): Promise<PutAnswer>;
  "meeting.decode"(order: { id: string; version: number; file: string | null }): Promise<{ version: number; state: unknown; by: string }>;
  "meeting.end"(order: { id: string }): Promise<void>;
  /** `words`: the sentences under `export.` and `vault.` in the reader's language. */
  exportAll(order: { spaces: { space: string; title: string }[]; words: Record<string, string> }): Promise<Uint8Array>;
}

export type CommandName = keyof Commands;
