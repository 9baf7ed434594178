// Builds web/built/: the page's script, the vault's worker, the styles, and texts that are fetched when needed. The same sources give the
// same bytes on every machine: no times, no paths, no maps. Prints raw and gzipped sizes.
//   node web/build.mjs [folder]      (default web/built)
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { COMMON, ROOT, STUBS } from "./esbuild_options.mjs";

const folder = process.argv[2] ?? "web/built";
const SCRIPTS = [
  ...["fermata", "open", "make", "space", "partnership", "goodbye", "note", "agreement", "room", "between"].map((page) => ({ from: `web/page/${page}.ts`, to: `${page}.js` })),
];
/** Beside English: each that has words for scripts. */
const LANGUAGES = readdirSync(`${ROOT}content/words`).map((name) => name.replace(".json", "")).filter((name) => name !== "en").sort();
const OPTIONS = { ...COMMON, alias: STUBS, minify: true, sourcemap: false };
/** The worker alone may bring parts of itself later: what words need, the agreement, the room, the export. */
const WORKER = { entryPoints: { "vault-worker": "web/worker/index.ts" }, splitting: true, chunkNames: "vault-[hash]" };

/** In this order kinds of talk are offered: from the shortest beginning to the ones for a special day. */
const ORDER = [5, 1, 2, 3, 0, 10, 4, 6, 7, 11, 12, 8, 9].map((number) => `dx-${number}`);

/** Of clauses in another language than the page's, only the wordings that something is decided by. */
const onlyKnownWordings = {
  name: "only known wordings",
  setup: ({ onLoad }) =>
    onLoad({ filter: /content\/clauses\/\w+\.json$/ }, ({ path }) => {
      if (path.endsWith("/en.json")) return undefined;
      const { clauses } = JSON.parse(readFileSync(path, "utf8"));
      const decided = clauses.filter(({ strictness }) => strictness !== undefined).map(({ id, options }) => ({ id, options }));
      return { contents: JSON.stringify({ clauses: decided }), loader: "json" };
    }),
};

const target = folder.startsWith("/") ? folder : `${ROOT}${folder}`;
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const { from, to } of SCRIPTS) {
  const isSaid = saidIn(await sourcesOf(from));
  const made = { entryPoints: [from], outfile: `${folder}/${to}`, metafile: true };
  const { metafile } = await build({ ...OPTIONS, ...made, plugins: [onlyWords(isSaid), onlyKnownWordings] });
  const [{ inputs: parts }] = Object.values(metafile.outputs);
  const inputs = Object.keys(parts).filter((path) => parts[path].bytesInOutput > 0);
  report(`${folder}/${to}`, to);
  for (const language of LANGUAGES) writeTexts(to.replace(".js", `-${language}.js`), textsOf(language, { isSaid, inputs }));
}
await build({ ...OPTIONS, ...WORKER, outdir: folder });
for (const file of readdirSync(target).filter((name) => name.startsWith("vault-")).sort()) report(`${folder}/${file}`, file);
const SHEETS = { "index.css": "fermata.css", "room.css": "room.css", "programmes.css": "programmes.css", "between.css": "between.css" };
for (const [sheet, name] of Object.entries(SHEETS)) {
  await build({ ...OPTIONS, entryPoints: [`web/styles/${sheet}`], outfile: `${folder}/${name}`, external: ["*.svg"] });
  report(`${folder}/${name}`, name);
}
copyFileSync(`${ROOT}web/styles/mark.svg`, `${target}/mark.svg`);
for (const [name, text] of Object.entries(texts())) {
  writeFileSync(`${target}/${name}`, JSON.stringify(text));
  report(`${folder}/${name}`, name);
}

/** Texts that a page fetches when somebody needs them; structures in the order in which they are offered. */
function texts() {
  const names = (language) => [
    [`structures-${language}.json`, ORDER.map((id) => `structures/${language === "en" ? "" : `${language}/`}${id}.json`)],
    [`questions-${language}.json`, `questions/${language}.json`],
    [`skills-${language}.json`, `skills/${language}.json`],
  ];
  const there = ["en", ...LANGUAGES].flatMap(names).filter(([, paths]) => [paths].flat().every(isThere));
  return Object.fromEntries(there.map(([name, paths]) => [name, Array.isArray(paths) ? paths.map(content) : content(paths)]));
}

function content(path) {
  return JSON.parse(readFileSync(`${ROOT}content/${path}`, "utf8"));
}

function isThere(path) {
  return existsSync(`${ROOT}content/${path}`);
}

/** What one page says in one language beside English: its sentences, and the clauses and templates if it shows any. */
function textsOf(language, { isSaid, inputs }) {
  const words = Object.entries(content(`words/${language}.json`)).filter(([name]) => isSaid(name));
  const found = { words: Object.fromEntries(words) };
  if (inputs.includes("content/clauses/en.json") && isThere(`clauses/${language}.json`)) found.clauses = content(`clauses/${language}.json`);
  const templates = inputs.filter((path) => path.startsWith("content/templates/")).map((path) => path.replace("content/templates/", `templates/${language}/`));
  if (templates.length > 0 && templates.every(isThere)) found.templates = Object.fromEntries(templates.map(content).map((one) => [one.id, one]));
  return found;
}

function writeTexts(name, found) {
  writeFileSync(`${target}/${name}`, `globalThis.fermataTexts=${JSON.stringify(found)};\n`);
  report(`${folder}/${name}`, name);
}

/** Everything our own files behind an entry say in quotes. */
async function sourcesOf(entry) {
  const { metafile } = await build({ ...OPTIONS, entryPoints: [entry], outdir: "unused", metafile: true, write: false });
  const ours = Object.keys(metafile.inputs).filter((path) => path.endsWith(".ts"));
  return ours.map((path) => readFileSync(ROOT + path, "utf8")).join("\n");
}

/** Of all sentences, only those a script can say: by name, or by the beginning of a name that it completes. */
function saidIn(sources) {
  const said = new Set([...sources.matchAll(/["'`]([a-z_]+\.[\w.-]*)/g)].map(([, name]) => name));
  return (name) => [...said].some((beginning) => name.startsWith(beginning));
}

function onlyWords(isSaid) {
  const onLoad = ({ path }) => {
    const words = Object.entries(JSON.parse(readFileSync(path, "utf8"))).filter(([name]) => isSaid(name));
    return { contents: JSON.stringify(Object.fromEntries(words)), loader: "json" };
  };
  return { name: "only words that are said", setup: ({ onLoad: on }) => on({ filter: /content\/words\/en\.json$/ }, onLoad) };
}

function report(outfile, name) {
  const bytes = readFileSync(outfile.startsWith("/") ? outfile : ROOT + outfile);
  const small = gzipSync(bytes, { level: 9 }).length;
  const hash = createHash("sha384").update(bytes).digest("base64");
  console.log(`${name.padEnd(20)} ${String(bytes.length).padStart(8)} raw ${String(small).padStart(7)} gz  sha384-${hash}`);
}
