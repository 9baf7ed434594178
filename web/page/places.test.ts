import assert from "node:assert/strict";
import { test } from "node:test";
import { ownPlace } from "./places.ts";

const HERE = "https://fermata.example";

test("a path of our own is a place to go on to", () => {
  assert.equal(ownPlace("/partnerships/7/?for=me#notes", HERE), "/partnerships/7/?for=me#notes");
});

test("what leads elsewhere is no place", () => {
  for (const wish of ["//evil.example/", "/\\evil.example/", "https://evil.example/", "javascript:alert(1)", "partnerships/7/", "", null]) {
    assert.equal(ownPlace(wish, HERE), null, String(wish));
  }
});

test("control signs do not smuggle another site in", () => {
  for (const wish of ["/\t/evil.example", "/\n//evil.example", "/\r/evil.example"]) {
    const place = ownPlace(wish, HERE);
    assert.ok(place === null || new URL(place, HERE).origin === HERE, JSON.stringify(wish));
    assert.ok(place === null || !place.startsWith("//"), JSON.stringify(wish));
  }
});

test("a wish without end is no place", () => {
  assert.equal(ownPlace(`/${"a".repeat(600)}`, HERE), null);
});
