/**
 * An open vault between two pages: keys that cannot be read back, in IndexedDB.
 *
 * Not every browser keeps such keys (WebKitGTK answers `null` for X25519), so they are read back and
 * used once before we rely on them. Where that fails, a key that can be kept wraps the account.
 */
import {
  accountFile, accountKeys, accountSigner, canonicalBundle, openWith, readAccountFile, readBundle, sealTo, utf8, verify,
  type Account, type AccountKeys, type Bundle, type DraftKeys,
} from "../vault/index.ts";
import { dropKeys, IDLE_LIMIT, KEYS, lastUse, noteUse } from "./idle.ts";
import type { Keeper } from "./keeper.ts";

export interface Kept {
  person: string;
  keys: AccountKeys;
  bundle: Bundle;
}

type Record =
  | { person: string; bundle: string; keys: AccountKeys }
  | { person: string; bundle: string; wrapper: CryptoKey; iv: Uint8Array<ArrayBuffer>; wrapped: ArrayBuffer };

const DRAFT_KEYS = "draft-keys";

export async function keepKeys(order: { keeper: Keeper; person: string; account: Account; keys: AccountKeys; bundle: Bundle; now: number }): Promise<void> {
  const { keeper, person, account, keys } = order;
  const bundle = canonicalBundle(order.bundle);
  await noteUse({ keeper, now: order.now });
  const hard = !(typeof keys.identity === "string" || keys.signer instanceof Uint8Array);
  if (hard && (await keepHard(keeper, { person, bundle, keys }))) return;
  await keeper.put(KEYS, { person, bundle, ...(await wrap(account)) });
}

/** @returns `null` when nothing is kept, or it was left unused too long, or it does not work */
export async function keptKeys({ keeper, now }: { keeper: Keeper; now: number }): Promise<Kept | null> {
  const record = await keeper.get<Record>(KEYS);
  if (record === undefined) return null;
  if (Math.abs(now - (await lastUse(keeper))) > IDLE_LIMIT) {
    await dropKeys(keeper);
    return null;
  }
  try {
    const keys = "keys" in record ? record.keys : await unwrap(record);
    return { person: record.person, keys, bundle: await readBundle(record.bundle) };
  } catch {
    await dropKeys(keeper); // what is kept is of no use: the words open it again
    return null;
  }
}

/** What drafts need stays when the vault locks: it opens nothing. */
export async function keepDraftKeys({ keeper, person, keys }: { keeper: Keeper; person: string; keys: DraftKeys }): Promise<void> {
  const { recipient, draftMarker } = keys;
  await keeper.put(DRAFT_KEYS, { person, recipient, draftMarker });
}

export async function keptDraftKeys({ keeper, person }: { keeper: Keeper; person: string }): Promise<DraftKeys | null> {
  const kept = await keeper.get<DraftKeys & { person: string }>(DRAFT_KEYS);
  return kept?.person === person && kept.draftMarker instanceof CryptoKey ? kept : null;
}

async function keepHard(keeper: Keeper, record: { person: string; bundle: string; keys: AccountKeys }): Promise<boolean> {
  try {
    await keeper.put(KEYS, record);
    const back = await keeper.get<Record>(KEYS);
    if (back !== undefined && "keys" in back && (await works(back.keys, await readBundle(record.bundle)))) return true;
  } catch {
    // this browser cannot keep them
  }
  await keeper.drop(KEYS);
  return false;
}

async function works(keys: AccountKeys, bundle: Bundle): Promise<boolean> {
  const message = utf8("fermata-round-trip/1");
  const signature = await accountSigner(keys)(message);
  const opened = await openWith(keys.identity, await sealTo([keys.recipient], message));
  return opened?.length === message.length && (await verify({ signature, message, publicKey: bundle.sign }));
}

async function wrap(account: Account): Promise<{ wrapper: CryptoKey; iv: Uint8Array<ArrayBuffer>; wrapped: ArrayBuffer }> {
  const wrapper = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const wrapped = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, wrapper, utf8(accountFile(account)));
  return { wrapper, iv, wrapped };
}

async function unwrap({ wrapper, iv, wrapped }: { wrapper: CryptoKey; iv: Uint8Array<ArrayBuffer>; wrapped: ArrayBuffer }): Promise<AccountKeys> {
  const file = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, wrapper, wrapped);
  return accountKeys(readAccountFile(new Uint8Array(file)));
}
