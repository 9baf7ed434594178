import assert from "node:assert/strict";
import test from "node:test";
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { AMARA, refused, someone } from "../vault/cast.ts";
import { accountKeys, accountSigner, openWith, sealTo, utf8, verify, type Identity } from "../vault/index.ts";
import { makeClock } from "./browser.ts";
import { dropKeys, IDLE_LIMIT } from "./idle.ts";
import { keepDraftKeys, keepKeys, keptDraftKeys, keptKeys } from "./kept_keys.ts";
import { memoryKeeper, openKeeper, type Keeper } from "./keeper.ts";
import { keepLog, keptLog, learn, spaceMemory } from "./memory.ts";
import { newSetting, type Setting } from "./setting.ts";

Object.assign(globalThis, { IDBKeyRange });

const NOW = 1_772_000_000_000;

async function keptBy(keeper: Keeper): Promise<Awaited<ReturnType<typeof someone>>> {
  const amara = await someone(AMARA);
  await keepKeys({ keeper, person: AMARA, ...amara, now: NOW });
  return amara;
}

/** They open, they sign, they are whose they should be. */
async function work(keeper: Keeper): Promise<void> {
  const amara = await keptBy(keeper);
  const kept = (await keptKeys({ keeper, now: NOW + 1000 }))!;
  assert.deepEqual([kept.person, kept.bundle], [AMARA, amara.bundle]);
  assert.deepEqual(await openWith(kept.keys.identity, await sealTo([amara.bundle.age], utf8("x"))), utf8("x"));
  const signature = await accountSigner(kept.keys)(utf8("m"));
  assert.equal(await verify({ signature, message: utf8("m"), publicKey: amara.bundle.sign }), true);
}

/** A browser that takes keys of some kind and gives back `null` for them, as WebKitGTK does. */
function forgetful(keeper: Keeper): Keeper {
  const blank = (value: unknown): unknown => {
    const record = value as { keys?: { identity: Identity } };
    return record?.keys ? { ...record, keys: { ...record.keys, identity: null } } : value;
  };
  return { ...keeper, get: async <T>(name: string) => blank(await keeper.get(name)) as T };
}

test("keys that cannot be read back survive in the browser's database", async () => {
  const keeper = await openKeeper(new IDBFactory());
  await work(keeper);
  const record = await keeper.get<{ keys: { identity: CryptoKey; signer: CryptoKey } }>("open");
  assert.deepEqual([record!.keys.identity.extractable, record!.keys.signer.extractable], [false, false]);
  await refused(crypto.subtle.exportKey("pkcs8", record!.keys.signer).catch(() => Promise.reject({ code: "no" })), "no");
  assert.equal(JSON.stringify([...Object.values(record!)]).includes("AGE-SECRET-KEY"), false);
});

test("where such keys do not survive, another one wraps the account", async () => {
  const keeper = forgetful(await openKeeper(new IDBFactory()));
  await work(keeper);
  const record = await keeper.get<{ wrapper: CryptoKey; wrapped: ArrayBuffer; keys?: unknown }>("open");
  assert.equal(record!.keys, undefined);
  assert.equal(record!.wrapper.extractable, false);
  assert.equal(Buffer.from(record!.wrapped).toString("latin1").includes("AGE-SECRET-KEY"), false);
});

test("where they cannot even be stored, the same", async () => {
  const keeper = memoryKeeper();
  const put = keeper.put;
  keeper.put = async (name, value) => ((value as { keys?: unknown })?.keys ? Promise.reject(new DOMException("", "DataCloneError")) : put(name, value));
  await work(keeper);
});

test("a browser without these keys never stores the plain ones", async () => {
  const keeper = memoryKeeper();
  const amara = await someone(AMARA);
  const plain = { ...(await accountKeys(amara.account)), identity: amara.account.age, signer: amara.account.sign };
  await keepKeys({ keeper, person: AMARA, account: amara.account, keys: plain, bundle: amara.bundle, now: NOW });
  assert.ok("wrapped" in (await keeper.get<object>("open"))!);
  assert.ok(await keptKeys({ keeper, now: NOW }));
});

test("after half an hour without use nothing is left, and a clock set back does not help", async () => {
  for (const now of [NOW + IDLE_LIMIT + 1, NOW - IDLE_LIMIT - 1]) {
    const keeper = memoryKeeper();
    await keptBy(keeper);
    assert.equal(await keptKeys({ keeper, now }), null);
    assert.deepEqual(await keeper.names("open"), []);
  }
  const keeper = memoryKeeper();
  await keptBy(keeper);
  await dropKeys(keeper);
  assert.equal(await keptKeys({ keeper, now: NOW }), null);
});

test("what drafts need stays, for the same person only", async () => {
  const keeper = memoryKeeper();
  const { keys } = await someone(AMARA);
  await keepDraftKeys({ keeper, person: AMARA, keys });
  assert.equal((await keptDraftKeys({ keeper, person: AMARA }))!.recipient, keys.recipient);
  assert.equal(await keptDraftKeys({ keeper, person: "another" }), null);
  assert.equal("identity" in (await keeper.get<object>("draft-keys"))!, false);
});

test("without a database everything lives until the page is left", async () => {
  const broken = { open: () => { throw new Error("not in this window"); } } as unknown as IDBFactory;
  for (const keeper of [await openKeeper(undefined), await openKeeper(broken), await openKeeper(new IDBFactory())]) {
    await keeper.put("draft/a", 1);
    await keeper.put("draft/b", 2);
    await keeper.put("else", 3);
    assert.deepEqual(await keeper.names("draft/"), ["draft/a", "draft/b"]);
    await keeper.drop("draft/a");
    assert.equal(await keeper.get("draft/a"), undefined);
    assert.equal(await keeper.get("draft/b"), 2);
  }
});

test("memory only grows: neither a log nor a version goes back", async () => {
  const keeper = memoryKeeper();
  const setting: Setting = newSetting({ keeper, wire: null!, now: () => makeClock().now, tell: () => {}, alone: (_, run) => run() });
  await keepLog({ setting, view: ["a".repeat(64), "b".repeat(64)] });
  await keepLog({ setting, view: ["a".repeat(64)] });
  assert.deepEqual(await keptLog(keeper), ["a".repeat(64), "b".repeat(64)]);
  const seen = (ver: number, aseq: number) => ({ item: "i", held: { ver, hash: String(ver) }, by: AMARA, aseq });
  await learn({ setting, space: "s", print: "p", seen: [seen(2, 5), seen(1, 4)] });
  const memory = await spaceMemory({ keeper, space: "s", print: "p" });
  assert.deepEqual([memory.items.i!.ver, memory.items.i!.hash, memory.items.i!.wrote, memory.highest], [2, "2", { [AMARA]: 5 }, { [AMARA]: 5 }]);
  assert.deepEqual((await spaceMemory({ keeper, space: "s", print: "other" })).items, {});
});
