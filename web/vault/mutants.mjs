// Removes each guard of the vault, one at a time, and demands that some test turns red.
//   npm run mutants [-- part of a path ...]          for instance: npm run mutants -- vault/item
//
// A mutant of the library is one of: a `throw` that no longer throws; one side of an `||` or `&&` gone; a
// comparison in a guard moved by one. Of the worker: a `throw` of a refusal that no longer throws.
// Exits 1 when a mutant survives that mutants_explained.json does not explain. Takes a quarter of an hour.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname } from "node:path";
import { build } from "esbuild";
import { COMMON, ROOT, STUBS } from "../esbuild_options.mjs";

const LIMIT = 60_000; // milliseconds a test file may take; a mutant that hangs is dead
/** Mutants that change nothing anybody could see, each with its reason. */
const SAME = new Map(Object.entries(JSON.parse(readFileSync(`${ROOT}web/vault/mutants_explained.json`, "utf8"))));
/** Which tests guard which folder, and which of its files are no program of ours. */
const FOLDERS = {
  "web/vault": { without: ["cctv.test.ts", "fuzz.test.ts"], props: ["cast.ts", "index.ts"] },
  "web/worker": { without: [], props: ["fake_server.ts", "browser.ts", "index.ts", "shapes.ts"] },
};
/** Files whose guards another test than their namesake holds. */
const OWN = Object.fromEntries(
  Object.entries({ "wordfile.test.ts": ["phrase.ts", "sheet.ts", "wordlist.ts"], "log.test.ts": ["bundle.ts", "words.ts"], "item.test.ts": ["padding.ts", "shape.ts", "signed.ts"] })
    .flatMap(([test, files]) => files.map((file) => [file, test])),
);

const wanted = process.argv.slice(2);
const sources = Object.entries(FOLDERS)
  .flatMap(([folder, { props }]) => programs(folder).filter((name) => !props.includes(name)).map((name) => `${folder}/${name}`))
  .filter((path) => wanted.length === 0 || wanted.some((part) => path.includes(part)));
const folder = mkdtempSync(`${tmpdir()}/fermata-mutants-`);
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

const all = sources.flatMap(mutantsOf);
const survivors = [];
let killed = 0;
for (const mutant of all) {
  const { file, line, what } = mutant;
  const name = `${file}: ${what}`;
  if (await survives(mutant)) {
    const reason = SAME.get(name);
    if (reason === undefined) survivors.push(name);
    console.log(`${reason === undefined ? "SURVIVES" : "the same"}  ${file}:${line}  ${what}${reason ? `   (${reason})` : ""}`);
  } else {
    killed++;
    console.log(`killed    ${file}:${line}  ${what}`);
  }
}
console.log(`\n${all.length} mutants, ${killed} killed, ${all.length - killed - survivors.length} explained, ${survivors.length} survive`);
process.exit(survivors.length > 0 ? 1 : 0);

function programs(folder, { tests = false } = {}) {
  return readdirSync(ROOT + folder).filter((name) => name.endsWith(".ts") && name.endsWith(".test.ts") === tests);
}

function mutantsOf(file) {
  const text = readFileSync(ROOT + file, "utf8");
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (comment) => comment.replace(/[^\n]/g, " "));
  const library = file.startsWith("web/vault/");
  return [...silencedThrows(code), ...(library ? [...droppedSides(code), ...movedBounds(code)] : [])].map(({ from, to, put, what }) => ({
    file, what, line: text.slice(0, from).split("\n").length, text: text.slice(0, from) + put + text.slice(to),
  }));
}

function* silencedThrows(code) {
  for (const { index, 0: found, 1: rest } of code.matchAll(/throw (new \w+\("?\w*"?|error\b)/g)) {
    const line = lineAt(code, index);
    yield { from: index, to: index + found.length, put: `void ${rest}`, what: `without [${line}]` };
  }
}

function* droppedSides(code) {
  for (const { index, 0: sign } of code.matchAll(/\|\||&&/g)) {
    const [left, right] = [startOfSide(code, index), endOfSide(code, index + 2)];
    const line = lineAt(code, index);
    const cut = (from, to) => ({ from, to, put: " ", what: `without ${code.slice(from, to).replace(/\s+/g, " ").trim()} in [${line}]` });
    yield cut(index, right);
    yield cut(left, index + sign.length);
  }
}

function* movedBounds(code) {
  for (const { index, 0: line } of code.matchAll(/^.*(throw new|const exact).*$/gm)) {
    for (const { index: at, 1: sign } of line.matchAll(/ ([<>]=?) /g)) {
      const put = sign.endsWith("=") ? sign[0] : `${sign}=`;
      yield { from: index + at + 1, to: index + at + 1 + sign.length, put, what: `${put} for ${sign} in [${line.trim()}]` };
    }
  }
}

/** From the operator to where its side ends: the next operator as weak, or the bracket that closes around it. */
function endOfSide(code, from) {
  let depth = 0;
  for (let i = from; ; i++) {
    if ("([{".includes(code[i])) depth++;
    if (")]}".includes(code[i]) && depth-- === 0) return i;
    if (depth === 0 && (/[;,?]/.test(code[i]) || code.startsWith("||", i) || code.startsWith("&&", i))) {
      if (code[i] !== "?" || code[i + 1] === " ") return i;
    }
  }
}

function startOfSide(code, before) {
  let depth = 0;
  for (let i = before - 1; ; i--) {
    if (")]}".includes(code[i])) depth++;
    if ("([{".includes(code[i]) && depth-- === 0) return i + 1;
    if (depth === 0 && (/[;,]/.test(code[i]) || ["||", "&&", "=>", "= ", "n "].some((end) => ends(code, i, end)))) return i + 1;
  }
}

/** Does the code up to and with `i` end in an operator, an arrow, an assignment or `return`? */
function ends(code, i, end) {
  if (end === "= ") return code[i] === "=" && !/[=!<>]/.test(code[i - 1]) && code[i + 1] !== ">" && code[i + 1] !== "=";
  if (end === "n ") return code.slice(i - 5, i + 1) === "return";
  return code.slice(i - 1, i + 1) === end;
}

function lineAt(code, index) {
  return code.slice(code.lastIndexOf("\n", index) + 1, code.indexOf("\n", index)).trim();
}

async function survives(mutant) {
  const folder = dirname(mutant.file);
  const own = OWN[basename(mutant.file)] ?? basename(mutant.file).replace(/\.ts$/, ".test.ts");
  const tests = programs(folder, { tests: true }).filter((name) => !FOLDERS[folder].without.includes(name));
  const inOrder = tests.toSorted((a, b) => likely(b, own) - likely(a, own));
  for (const name of inOrder) if (!(await passes(`${folder}/${name}`, mutant))) return false;
  return true;
}

/** Which test to try first: its own; last the one that spends seconds on scrypt. */
function likely(testFile, own) {
  return testFile === own ? 1 : ["wordfile.test.ts", "vectors.test.ts"].includes(testFile) ? -1 : 0;
}

async function passes(testFile, { file, text }) {
  const outfile = `${folder}/mutant.mjs`;
  const replace = {
    name: "mutant",
    setup: (esbuild) => esbuild.onLoad({ filter: new RegExp(`/${file.replaceAll(".", "\\.")}$`) }, () => ({ contents: text, loader: "ts" })),
  };
  const options = { ...COMMON, platform: "node", alias: STUBS, logLevel: "silent", plugins: [replace] };
  try {
    await build({ ...options, entryPoints: [ROOT + testFile], outfile });
  } catch (error) {
    throw new Error(`a mutant of ${file} is not even a program`, { cause: error });
  }
  return runs(outfile);
}

function runs(outfile) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [outfile], { stdio: "ignore", cwd: ROOT });
    const clock = setTimeout(() => child.kill("SIGKILL"), LIMIT);
    child.on("exit", (status) => {
      clearTimeout(clock);
      resolve(status === 0);
    });
  });
}
