/** The cast for the vault's tests: two partners, a stranger, and a space ready to write in. */
import assert from "node:assert/strict";
import {
  accountKeys, accountSigner, fingerprint, makeBundle, newAccount, newStatement, openSpaceOf, paddedSize, sealItem, sealTo, signed, utf8,
  type Account, type AccountKeys, type Bundle, type Heading, type ItemPlace, type NewVersion, type OpenSpace, type Statement, type StatementPlace,
} from "./index.ts";

export const AMARA = "0198c0de-0000-7000-8000-00000000000a";
export const BEN = "0198c0de-0000-7000-8000-00000000000b";
export const CHIDI = "0198c0de-0000-7000-8000-00000000000c";
export const SPACE = "0198c0de-0000-7000-8000-0000000000f1";
export const OTHER_SPACE = "0198c0de-0000-7000-8000-0000000000f2";
export const NOTE = "11111111-2222-4333-8444-555555555555";
export const OTHER_NOTE = "11111111-2222-4333-8444-666666666666";
export const AT = "2026-03-01T10:00:00.000Z";
export const HASH = "ab".repeat(32);

export interface Someone {
  account: Account;
  keys: AccountKeys;
  bundle: Bundle;
}

export async function someone(user: string, former: Bundle | null = null): Promise<Someone> {
  const account = newAccount();
  const keys = await accountKeys(account);
  return { account, keys, bundle: await makeBundle({ user, keys, former }) };
}

export async function pair(): Promise<{ amara: Someone; ben: Someone; statement: Statement; space: OpenSpace }> {
  const [amara, ben] = [await someone(AMARA), await someone(BEN)];
  const people = [amara.bundle, ben.bundle];
  const statement = newStatement({ space: SPACE, members: people, by: amara.bundle });
  return { amara, ben, statement, space: await openSpaceOf({ statement, people }) };
}

export function version(changes: Partial<NewVersion> = {}): NewVersion {
  return { note: NOTE, ver: 1, prev: "", at: AT, kind: "note", aseq: 1, seen: {}, klog: [0, ""], ...changes };
}

export function place(changes: Partial<ItemPlace> = {}): ItemPlace {
  return { note: NOTE, version: 1, held: null, ...changes };
}

export function statementPlace(me: Bundle, people: Bundle[], changes: Partial<StatementPlace> = {}): StatementPlace {
  return { space: SPACE, version: 1, me, people, pinned: {}, held: null, ...changes };
}

export async function write(who: Someone, space: OpenSpace, text: string, changes: Partial<NewVersion> = {}): Promise<Uint8Array> {
  return sealItem({ space, keys: who.keys, me: who.bundle, version: version(changes), text });
}

/** An item whose heading a dishonest member wrote by hand. `tail` follows the text in place of padding. */
export async function crooked(who: Someone, space: OpenSpace, order: {
  heading?: Partial<Record<keyof Heading, unknown>>; head?: string; gap?: string; body?: string; tail?: string; context?: string; size?: number;
}): Promise<Uint8Array> {
  const { body = "hello", gap = "\n\n", tail = "", context = "fermata-note/1" } = order;
  const honest = {
    ...{ space: SPACE, note: NOTE, ver: 1, prev: "", by: who.bundle.user, key: fingerprint(who.bundle), epoch: 1, at: AT, kind: "note" },
    ...{ about: undefined, len: utf8(body).length, aseq: 1, seen: {}, klog: [0, ""] },
  };
  const head = order.head ?? JSON.stringify({ ...honest, ...order.heading });
  const plain = await signed({ context, payload: utf8(head + gap + body), sign: accountSigner(who.keys) });
  const padded = sized(plain, order.size ?? paddedSize(plain.length));
  padded.set(utf8(tail), plain.length);
  return sealTo([space.recipient], padded);
}

function sized(bytes: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size).fill(10);
  out.set(bytes.subarray(0, size));
  return out;
}

/** The work must be refused with exactly this code. */
export async function refused(work: Promise<unknown> | (() => unknown), code: string): Promise<void> {
  let outcome: unknown = null;
  try {
    outcome = await (typeof work === "function" ? work() : work);
  } catch (error) {
    assert.equal((error as { code?: string }).code, code, `wrong refusal: ${error}`);
    return;
  }
  assert.fail(`nothing was refused; wanted ${code}, got ${JSON.stringify(outcome)}`);
}

/** The same file with one bit changed. */
export function flipped(file: Uint8Array, at: number): Uint8Array {
  const changed = file.slice();
  changed[at] = changed[at]! ^ 1;
  return changed;
}
