/** Whether this browser has what sealed words need. Where it has not, one notice says so and names those that have. */
import { el } from "./dom.ts";
import { actions, link, notice } from "./parts.ts";
import { say } from "./words.ts";

interface Browser {
  isSecureContext?: boolean;
  crypto?: { subtle?: unknown };
  indexedDB?: unknown;
  Worker?: new (url: string, options: object) => unknown;
  trustedTypes?: unknown;
  ElementInternals?: unknown;
}

/** @returns what is missing, by name; nothing when all is there */
export function missingIn(browser: Browser): string[] {
  const has: Record<string, boolean> = {
    subtle: browser.crypto?.subtle !== undefined,
    indexedDB: browser.indexedDB !== undefined && browser.indexedDB !== null,
    moduleWorker: hasModuleWorkers(browser),
    formElements: browser.ElementInternals !== undefined,
  };
  return Object.keys(has).filter((name) => !has[name]);
}

/** A browser with module workers reads `type`; the getter stops it there, so that no worker is made. */
function hasModuleWorkers({ Worker, trustedTypes }: Browser): boolean {
  if (Worker === undefined) return false;
  if (trustedTypes !== undefined) return true; // younger than module workers, and would report the probe
  let isRead = false;
  const options = {
    get type(): string {
      isRead = true;
      throw new TypeError("only asking");
    },
  };
  try {
    new Worker("/static/vault-worker.js", options);
  } catch {
    return isRead;
  }
  return isRead;
}

export function sayWhatIsMissing(): void {
  if (missingIn(globalThis as Browser).length === 0) return;
  const text = say(globalThis.isSecureContext ? "browser.missing" : "browser.not_secure");
  const way = actions(link(say("browser.which"), "/browsers/"));
  document.querySelector("main")?.prepend(el("div", {}, notice({ title: say("browser.title"), text, kind: "paused" }, way)));
}
