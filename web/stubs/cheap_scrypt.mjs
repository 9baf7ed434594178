// Stands in for @noble/hashes/scrypt.js in the tests of the worker and of the pages: the same function, with a mill that
// turns 16 times. What a file says of its cost, and what is refused for it, stays; the vault's own tests grind in full.
import { scrypt as whole } from "../../node_modules/@noble/hashes/scrypt.js";

export const scrypt = (words, salt, options) => whole(words, salt, { ...options, N: 16 });
