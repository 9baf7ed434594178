// What the build, the tests and the mutation run share.
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** Leaves out of the bundle what no file of ours uses, and packs the list of words. */
export const STUBS = {
  "@noble/post-quantum/hybrid.js": `${ROOT}web/stubs/hybrid.mjs`,
  "@noble/curves/nist.js": `${ROOT}web/stubs/nist.mjs`,
  "@scure/bip39/wordlists/english.js": `${ROOT}web/stubs/english.mjs`,
};

/** Leaves out of most tests the seconds that words cost whoever guesses them. */
export const CHEAP = { "@noble/hashes/scrypt.js": `${ROOT}web/stubs/cheap_scrypt.mjs` };

export const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
};
