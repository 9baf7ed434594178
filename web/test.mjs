// Runs every *.test.ts under web/ and fermata/ with node's own runner, compiled into a temporary folder.
//   node web/test.mjs [part of a path ...]      FUZZ=10000 for a longer fuzz
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { build } from "esbuild";
import { CHEAP, COMMON, ROOT, STUBS } from "./esbuild_options.mjs";

const wanted = process.argv.slice(2);
const tests = ["web", "fermata"]
  .flatMap((folder) => readdirSync(ROOT + folder, { recursive: true }).map((name) => `${folder}/${name}`))
  .filter((path) => path.endsWith(".test.ts") && (wanted.length === 0 || wanted.some((part) => path.includes(part))))
  .sort();

const folder = mkdtempSync(`${ROOT}node_modules/.fermata-tests-`);
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const options = { ...COMMON, platform: "node", outdir: folder, outExtension: { ".js": ".mjs" }, entryNames: "[dir]/[name]" };
const outside = ["fake-indexeddb", "fake-indexeddb/*", "cctv-age", "esbuild"];
const [sealing, others] = [true, false].map((is) => tests.filter((path) => path.startsWith("web/vault/") === is));
await build({ ...options, entryPoints: sealing, outbase: ROOT, alias: STUBS, external: outside });
await build({ ...options, entryPoints: others, outbase: ROOT, alias: { ...STUBS, ...CHEAP }, external: outside });

// The age vectors also run against the untouched packages: what we leave out must be all that differs.
const vectors = tests.filter((path) => basename(path) === "cctv.test.ts");
if (vectors.length > 0) {
  await build({ ...options, entryPoints: vectors, entryNames: "untouched.test", define: { "process.env.UNTOUCHED": '"yes"' }, external: outside });
}

const compiled = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".test.mjs"));
if (compiled.length === 0) {
  console.error(`no test matches ${wanted.join(", ")}`);
  process.exit(1);
}
const run = spawnSync(process.execPath, ["--test", ...compiled.map((name) => `${folder}/${name}`)], { stdio: "inherit", cwd: ROOT });
process.exit(run.status ?? 1);
