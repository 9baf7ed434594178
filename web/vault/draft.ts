/**
 * A draft: an unfinished text, locked for oneself. Locking needs only the public half, so typing goes
 * on after the vault locked itself. The server knows that half too; so a draft carries a mark which
 * only this person's devices can make.
 *
 *     fermata-draft/1 <base64 HMAC-SHA-256 over the bytes after this line, padding excluded>
 *     {"slot":"..","at":"..","len":38}
 *
 *     The text. Then newlines up to the size class.
 */
import { mark, type AccountKeys } from "./account.ts";
import { openWith, sealTo } from "./age.ts";
import { base64, join, utf8 } from "./bytes.ts";
import { checkPadding, pad } from "./padding.ts";
import { isCount, isId, isTime, readExactly, readText, type Shape } from "./shape.ts";
import { Tampered } from "./tampered.ts";

/** What is needed to go on writing while locked. It opens nothing. */
export type DraftKeys = Pick<AccountKeys, "recipient" | "draftMarker">;

interface DraftHeading {
  slot: string;
  at: string;
  len: number;
}

const CONTEXT = "fermata-draft/1";
const NEWLINE = 10;
const LINE = /^fermata-draft\/1 ([A-Za-z0-9+/]{43}=)$/;
const SHAPE: Shape<DraftHeading> = { slot: isId, at: isTime, len: isCount };

/** @param at ISO time */
export async function sealDraft(order: { keys: DraftKeys; slot: string; at: string; text: string }): Promise<Uint8Array> {
  const body = utf8(order.text);
  const heading = JSON.stringify({ slot: order.slot, at: order.at, len: body.length });
  const payload = join(utf8(`${heading}\n\n`), body);
  const seal = base64.encode(await mark(order.keys.draftMarker, payload));
  return sealTo([order.keys.recipient], pad(join(utf8(`${CONTEXT} ${seal}\n`), payload)));
}

/**
 * @returns `null` when it was locked for other keys, for instance before starting over
 * @throws {@link Tampered} `damaged`, `unsigned`, `wrong_format`, `wrong_size`, `forged`, `swapped`
 */
export async function openDraft(order: { file: Uint8Array; slot: string; keys: AccountKeys }): Promise<{ text: string; at: string } | null> {
  const plain = await openWith(order.keys.identity, order.file);
  if (plain === null) return null;
  const offset = plain.indexOf(NEWLINE) + 1;
  const found = LINE.exec(readText(plain.subarray(0, Math.max(0, offset - 1))));
  if (found === null) throw new Tampered("unsigned");
  const payload = plain.subarray(offset);
  const start = payload.indexOf(NEWLINE) + 2;
  const heading = readExactly<DraftHeading>(readText(payload.subarray(0, Math.max(0, start - 2))), SHAPE);
  checkPadding(plain, offset + start + heading.len);
  const marked = base64.encode(await mark(order.keys.draftMarker, payload.subarray(0, start + heading.len)));
  if (marked !== found[1]) throw new Tampered("forged");
  if (heading.slot !== order.slot) throw new Tampered("swapped");
  return { text: readText(payload.subarray(start, start + heading.len)), at: heading.at };
}
