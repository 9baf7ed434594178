import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { outline, sheetPicture } from "./qr.ts";

test("one bar stands for each run of dark modules", () => {
  const rows = [[true, true, false, true], [false, false, false, false], [false, true, true, true]];

  assert.equal(outline(rows), "M0 0h2v1h-2zM3 0h1v1h-1zM1 2h3v1h-3z");
});

/** Another program (the decoder of npm `qr`) read these words in it when it was frozen. */
test("the picture of a sheet stays as it was when a camera read it", () => {
  const words = "legal winner thank year wave sausage worth useful legal winner thank yellow";
  const drawn = sheetPicture(words.split(" "));

  assert.equal(createHash("sha256").update(drawn.outline).digest("hex"), "53343d6510f3419b49a5d77160eb176ac06e0e2933f6b7ec46e10a9fdaf3d181");
});
