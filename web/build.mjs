// Builds web/built/: the page's script, the vault's worker and the styles. The same sources give the
// same bytes on every machine: no times, no paths, no maps. Prints raw and gzipped sizes.
//   node web/build.mjs [folder]      (default web/built)
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { COMMON, ROOT, STUBS } from "./esbuild_options.mjs";

const folder = process.argv[2] ?? "web/built";
const BUNDLES = [
  { from: "web/page/index.ts", to: "fermata.js" },
  { from: "web/worker/index.ts", to: "vault-worker.js" },
  { from: "web/styles/index.css", to: "fermata.css", external: ["*.svg", "*.woff2"] },
];

mkdirSync(new URL(`${folder}/`, `file://${ROOT}`), { recursive: true });
let total = 0;
for (const { from, to, external = [] } of BUNDLES) {
  if (!existsSync(ROOT + from)) {
    console.log(`${to.padEnd(18)} skipped: ${from} is not there yet`);
    continue;
  }
  const outfile = `${folder}/${to}`;
  await build({ ...COMMON, alias: STUBS, entryPoints: [from], outfile, external, minify: true, sourcemap: false });
  total += report(outfile, to);
}
console.log(`${"together".padEnd(18)} ${"".padStart(8)} raw ${String(total).padStart(7)} gz`);

function report(outfile, name) {
  const bytes = readFileSync(outfile.startsWith("/") ? outfile : ROOT + outfile);
  const small = gzipSync(bytes, { level: 9 }).length;
  const hash = createHash("sha384").update(bytes).digest("base64");
  console.log(`${name.padEnd(18)} ${String(bytes.length).padStart(8)} raw ${String(small).padStart(7)} gz  sha384-${hash}`);
  return small;
}
