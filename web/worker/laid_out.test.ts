import assert from "node:assert/strict";
import test from "node:test";
import { laidOut } from "./laid_out.ts";

const AMARA = "01a22306-8be7-7d47-98d4-43abca7b99b0";
const NAMES = new Map([[AMARA, "Amara"]]);

for (const [what, text, said] of [
  ["words stay words", "We start on time.", "We start on time."],
  ["words that only look like a record stay words", "{not one", "{not one"],
  ["what one had is told in minutes, by name", `{"structure":"dx-5","began_at":1795884451073,"had":{"${AMARA}":480000}}`, "structure: dx-5\nbegan at: 2026-11-28T16:47:31.073Z\nhad:\n  Amara: 8.0 minutes"],
  ["a person is a name", `{"first":"${AMARA}"}`, "first: Amara"],
  ["a list has dashes, and what says nothing is left out", '{"stances":[{"clause":"CL-07","text":"Equal time.","why":""},{"clause":"CL-08"}],"remarks":[],"is_open":false}', "stances:\n  - clause: CL-07\n    text: Equal time.\n  - clause: CL-08\nis open: false"],
  ["several lines keep together", '{"lines":["one\\ntwo"]}', "lines:\n  - one\n    two"],
] as const) test(what, () => assert.equal(laidOut(text, NAMES), said));
