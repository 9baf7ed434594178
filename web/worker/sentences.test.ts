// Whatever the vault or its worker refuses, a person reads a sentence about it, in words they use.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";

const sentences = JSON.parse(readFileSync("content/words/en.json", "utf8")) as Record<string, string>;
const sources = ["web/vault", "web/worker"].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && name !== "fake_server.ts")
    .map((name) => readFileSync(`${folder}/${name}`, "utf8")),
);
const thrown = sources.flatMap((text) => [...text.matchAll(/new (?:Refusal|Tampered|Misread)\("(\w+)"/g)].map(([, code]) => code!));
const answered = [...readFileSync("web/worker/wire.ts", "utf8").matchAll(/\d{3}: "(\w+)"/g)].map(([, code]) => code!);
const codes = [...new Set([...thrown, ...answered, "unexpected", "text_changed", "last_way_in", "not_an_age_file"])].sort();

test("there are codes to look for", () => assert.ok(codes.length > 40, codes.join()));

for (const code of codes) {
  test(`vault.${code} has a sentence without our own jargon`, () => {
    const sentence = sentences[`vault.${code}`];
    assert.ok(sentence, "no sentence");
    assert.doesNotMatch(sentence, /\b(keys?|recipients?|epochs?|signatures?|encrypt\w*|decrypt\w*|envelopes?|cipher\w*|hash\w*|digest)\b/i);
  });
}
