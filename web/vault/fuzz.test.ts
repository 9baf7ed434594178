import assert from "node:assert/strict";
import test from "node:test";
import { pair, place, statementPlace, write, SPACE } from "./cast.ts";
import { newStatement, openItem, openStatement, sealStatement, Tampered, unlockWithWords, lockWithWords } from "./index.ts";

/** Mutations per kind of file. The default takes a few seconds; a long night takes FUZZ=100000. */
const ROUNDS = Number(process.env.FUZZ ?? 600);
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);

/** Park-Miller: small, repeatable, good enough to choose where to break something. */
function dice(seed: number): (below: number) => number {
  let state = (seed % 2147483646) + 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

function broken(file: Uint8Array, roll: (below: number) => number): Uint8Array {
  const at = roll(file.length);
  const header = Math.min(190, file.length);
  switch (roll(6)) {
    case 0: return file.map((byte, i) => (i === at ? byte ^ (1 << roll(8)) : byte));
    case 1: return file.slice(0, at);
    case 2: return new Uint8Array([...file, ...Array.from({ length: 1 + roll(40) }, () => roll(256))]);
    case 3: return new Uint8Array([...file.slice(0, at), ...file.slice(at + 1)]);
    case 4: return new Uint8Array([...file.slice(0, at), roll(256), ...file.slice(at)]);
    default: return swapped(file, roll(header), roll(header));
  }
}

function swapped(file: Uint8Array, one: number, two: number): Uint8Array {
  const copy = file.slice();
  [copy[one], copy[two]] = [file[two]!, file[one]!];
  return copy;
}

async function neverOpens(file: Uint8Array, open: (bytes: Uint8Array) => Promise<unknown>): Promise<void> {
  const roll = dice(SEED);
  for (let round = 0; round < ROUNDS; round++) {
    const bytes = broken(file, roll);
    if (Buffer.compare(bytes, file) === 0) continue;
    try {
      assert.equal(await open(bytes), null, `round ${round} of seed ${SEED} opened a mutated file`);
    } catch (error) {
      assert.ok(error instanceof Tampered, `round ${round} of seed ${SEED}: ${error}`);
    }
  }
}

test("no mutated item ever opens, hangs, or fails otherwise than by a refusal", async () => {
  const { amara, space } = await pair();
  await neverOpens(await write(amara, space, "hello"), (file) => openItem({ file, space, place: place() }));
});

test("no mutated key of a space ever opens", async () => {
  const { amara, ben } = await pair();
  const people = [amara.bundle, ben.bundle];
  const statement = newStatement({ space: SPACE, members: people, by: amara.bundle });
  const file = await sealStatement({ statement, keys: amara.keys, members: people });
  await neverOpens(file, (bytes) => openStatement({ file: bytes, keys: ben.keys, place: statementPlace(ben.bundle, people) }));
});

test("no mutated header of an unlock file opens or asks for work beyond the bounds", async () => {
  const file = await lockWithWords({ plain: "x", words: "w", work: 10 });
  const roll = dice(SEED);
  for (let round = 0; round < ROUNDS; round++) {
    const bytes = broken(file, roll);
    const header = new TextDecoder("latin1").decode(bytes.subarray(0, 100));
    if (/-> scrypt \S{22} 1[5-8]\n/.test(header)) continue; // allowed work: not here, it takes its time
    await assert.rejects(unlockWithWords({ file: bytes, words: "w" }), Tampered);
  }
});
