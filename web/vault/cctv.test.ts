// The 143 vectors of C2SP CCTV for age, through our own reading functions: once as we ship them, and
// once (compiled a second time, see web/test.mjs) with the packages untouched.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { inflateSync } from "node:zlib";
import { armor } from "age-encryption";
import * as vectors from "cctv-age";
import { openWith, openWithWords, Tampered } from "./index.ts";

const UNTOUCHED = process.env.UNTOUCHED === "yes";

interface Vector {
  name: string;
  expect: string;
  payload: string | undefined;
  identities: string[];
  passphrases: string[];
  armored: boolean;
  file: Uint8Array;
}

function read(name: string, raw: Uint8Array): Vector {
  const bytes = Buffer.from(raw);
  const cut = bytes.indexOf("\n\n");
  const lines = bytes.subarray(0, cut).toString().split("\n").map((line) => line.split(/: (.*)/s) as [string, string]);
  const all = (key: string) => lines.filter(([name]) => name === key).map(([, value]) => value);
  const body = bytes.subarray(cut + 2);
  return {
    ...{ name, expect: all("expect")[0]!, payload: all("payload")[0], identities: all("identity"), passphrases: all("passphrase") },
    armored: all("armored").length > 0,
    file: new Uint8Array(all("compressed").length > 0 ? inflateSync(body) : body),
  };
}

/** @returns the plaintext, or `null` when none of the vector's identities or passphrases fit */
async function open(vector: Vector): Promise<Uint8Array | null> {
  let file = vector.file;
  if (vector.armored) file = armor.decode(new TextDecoder("latin1").decode(file));
  for (const identity of vector.identities) {
    const plain = await openWith(identity, file);
    if (plain !== null) return plain;
  }
  for (const words of vector.passphrases) {
    const plain = await openWithWords(words, file);
    if (plain !== null) return plain;
  }
  return null;
}

for (const vector of Object.entries(vectors as unknown as Record<string, Uint8Array>).map(([name, raw]) => read(name, raw))) {
  const hybrid = vector.identities.some((identity) => identity.startsWith("AGE-SECRET-KEY-PQ-"));
  const opens = vector.expect === "success" && (UNTOUCHED || !hybrid);
  test(`${vector.name}: ${opens ? "opens" : "is refused"}${UNTOUCHED ? " (packages untouched)" : ""}`, async () => {
    if (opens) {
      const plain = await open(vector);
      assert.equal(createHash("sha256").update(plain!).digest("hex"), vector.payload);
      return;
    }
    const outcome = await open(vector).catch((error: unknown) => error);
    assert.ok(outcome === null || outcome instanceof Error, "it opened");
    if (!vector.armored && !hybrid) assert.ok(outcome === null || outcome instanceof Tampered);
  });
}

test("there are 143 of them", () => assert.equal(Object.keys(vectors).length, 143));
