/**
 * Which texts were begun in this browser and not kept yet: the id of a new one and the version an old one was made
 * from. So a draft finds back into its box after a reload, and goes on top of the right version. Holds no words.
 */

export interface Begun {
  item: string;
  base: number;
}

interface Entry extends Begun {
  box: string;
}

type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;

const MOST = 60;

export class BegunTexts {
  readonly #storage: Storage;
  readonly #name: string;

  /** @param person whose they are: two people may use one browser */
  constructor(storage: Storage, person: string) {
    this.#storage = storage;
    this.#name = `fermata.begun.${person}`;
  }

  find(box: string): Begun | null {
    const found = this.#all().find((entry) => entry.box === box);
    return found ? { item: found.item, base: found.base } : null;
  }

  remember(box: string, { item, base }: Begun): void {
    this.#put([{ box, item, base }, ...this.#all().filter((entry) => entry.box !== box)].slice(0, MOST));
  }

  forget(box: string): void {
    this.#put(this.#all().filter((entry) => entry.box !== box));
  }

  #put(entries: Entry[]): void {
    try {
      if (entries.length === 0) this.#storage.removeItem(this.#name);
      else this.#storage.setItem(this.#name, JSON.stringify(entries));
    } catch {
      // A full or forbidden storage costs only the way back after a reload, not the draft.
    }
  }

  #all(): Entry[] {
    try {
      const found: unknown = JSON.parse(this.#storage.getItem(this.#name) ?? "[]");
      return Array.isArray(found) ? found.filter(isEntry) : [];
    } catch {
      return [];
    }
  }
}

function isEntry(value: unknown): value is Entry {
  const { box, item, base } = (value ?? {}) as Partial<Entry>;
  return typeof box === "string" && typeof item === "string" && Number.isSafeInteger(base);
}

/** What a box shows when it opens: the draft, if it differs from what is kept; else what is kept. */
export function whatToShow(found: {
  kept: { text: string; version: number } | null;
  draft: { text: string } | null;
  begun: Begun | null;
}): { text: string; base: number; isDraft: boolean } {
  const kept = found.kept ?? { text: "", version: 0 };
  if (found.draft === null || found.draft.text === kept.text) return { text: kept.text, base: kept.version, isDraft: false };
  return { text: found.draft.text, base: found.begun?.base ?? kept.version, isDraft: true };
}
