/**
 * All that works with keys. It comes when the page before left keys here, or when somebody opens the vault: a page that
 * finds it closed loads none of it.
 */
export { makeDrafts } from "./drafts.ts";
export { items, read } from "./items.ts";
export { keptKeys } from "./kept_keys.ts";
export { save, withdraw } from "./save.ts";
export { letBackIn, openSpace } from "./spaces.ts";
