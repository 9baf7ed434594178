import assert from "node:assert/strict";
import test from "node:test";
import { AMARA, refused } from "../vault/cast.ts";
import { two } from "./browser.ts";
import { Refusal } from "./refusal.ts";

test("a draft that was still on its way when its text was kept does not come back", async () => {
  const { server, amara } = await two();
  const slot = crypto.randomUUID();
  const { wire } = amara.setting;
  const { post } = wire;
  let arrives = (): void => undefined;
  const held = new Promise<void>((done) => (arrives = done));
  wire.post = async (path, body) => {
    if (path === `/api/drafts/${slot}/`) await held;
    return post(path, body);
  };
  await amara.desk["draft.put"]({ slot, text: "half a sen" });
  const sent = amara.desk["draft.flush"]();
  await new Promise((done) => setTimeout(done, 50));
  const dropped = amara.desk["draft.drop"]({ slot });
  await new Promise((done) => setTimeout(done, 50));
  arrives();
  await Promise.all([sent, dropped]);

  assert.equal(server.drafts.size, 0);
  assert.equal(await amara.desk["draft.get"]({ slot }), null);
});

test("a draft the server refuses does not keep the others from it, and is said to whoever brought them", async () => {
  const { server, amara } = await two();
  const slots = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()].toSorted();
  const { wire } = amara.setting;
  const { post } = wire;
  wire.post = async (path, body) => (path === `/api/drafts/${slots[0]}/` ? Promise.reject(new Refusal("too_many_drafts")) : post(path, body));
  for (const slot of slots) await amara.desk["draft.put"]({ slot, text: slot });

  await refused(amara.desk["draft.flush"](), "too_many_drafts");

  assert.deepEqual([...server.drafts.keys()].toSorted(), slots.slice(1).map((slot) => `${AMARA}/${slot}`));
});

test("where there is no draft the server is asked once for all boxes of a page", async () => {
  const { server, amara } = await two();
  const slots = Array.from({ length: 4 }, () => crypto.randomUUID());
  await amara.desk["draft.put"]({ slot: slots[0]!, text: "begun" });
  await amara.desk["draft.flush"]();
  await amara.keeper.drop(`draft/${AMARA}/${slots[0]}`);
  server.requests.length = 0;

  const found = await Promise.all(slots.map((slot) => amara.desk["draft.get"]({ slot })));

  assert.deepEqual(found.map((one) => one?.text ?? null), ["begun", null, null, null]);
  const asked = server.requests.map(({ path }) => path).filter((path) => path.startsWith("/api/drafts/"));
  assert.deepEqual(asked, ["/api/drafts/", `/api/drafts/${slots[0]}/`]);
});
