/** A record while it is being written: what was typed while it was kept is not lost with the draft. */
import assert from "node:assert/strict";
import { test } from "node:test";

const drafts = new Map<string, string>();
let saving: Promise<void> = Promise.resolve();
let refuses = "";

/** Stands for the vault's worker, as far as a record needs it. */
class Vault {
  onmessage: (event: { data: unknown }) => void = () => undefined;

  postMessage({ id, command, order }: { id?: number; command?: string; order?: { slot: string; text: string } }): void {
    if (id === undefined) return;
    void this.#answer(command ?? "", order).then((answer) => this.onmessage({ data: { id, ...answer } }));
  }

  async #answer(command: string, order?: { slot: string; text: string }): Promise<object> {
    if (command === "draft.put") drafts.set(order!.slot, order!.text);
    if (command === "draft.drop") drafts.delete(order!.slot);
    if (command !== "save") return { ok: null };
    await saving;
    return refuses === "" ? { ok: { version: 1 } } : { refused: { code: refuses, params: {} } };
  }
}

function node() {
  return { dataset: {} as Record<string, string>, textContent: "", setAttribute: () => undefined, append: () => undefined, replaceChildren(...words: string[]) { this.textContent = words.join(""); } };
}

const page = { createElement: node, querySelector: () => null, addEventListener: () => undefined };
Object.assign(globalThis, { document: page, Worker: Vault, addEventListener: () => undefined });
const { Writing } = await import("./writing.ts");
const { fields } = await import("./records.ts");

const wait = (milliseconds: number): Promise<void> => new Promise((done) => void setTimeout(done, milliseconds));
const written = () => new Writing({ space: "own", item: "i", kind: "pulse", about: "s", read: fields, kept: null });

test("what is kept needs no draft any more", async () => {
  const writing = written();
  writing.typed({ words: "one" });
  assert.equal(await writing.keep({ words: "one" }), true);
  await wait(10);
  assert.deepEqual([drafts.size, writing.line.dataset.state], [0, "saved"]);
  writing.stop();
});

test("what was typed while it was being kept stays as a draft, and is not called kept", async () => {
  let done = (): void => undefined;
  saving = new Promise((finish) => void (done = finish));
  const writing = written();
  writing.typed({ words: "one" });
  const keeping = writing.keep({ words: "one" });
  await wait(10);
  writing.typed({ words: "one and two" });
  done();
  assert.equal(await keeping, true);
  await wait(700);
  assert.equal(drafts.get("i"), JSON.stringify({ words: "one and two" }));
  assert.notEqual(writing.line.dataset.state, "saved");
  writing.stop();
});

test("what is tried again without a line says so once", async () => {
  refuses = "away";
  const writing = written();
  assert.equal(await writing.keep({ words: "one" }), false);
  const words = writing.line.textContent;
  const again = writing.keep({ words: "one" });
  assert.equal(writing.line.textContent, words);
  assert.equal(await again, false);
  writing.stop();
});
