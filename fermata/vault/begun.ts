/**
 * Which texts were begun and not kept yet: the id of a new one, and the version an old one was made from. So a draft
 * finds back into its box after a reload, a new sign-in or on another device, and goes on top of the right version.
 *
 * The list is itself a sealed draft, in a slot of its own: nothing of it stays in the browser.
 */

export interface Begun {
  item: string;
  base: number;
}

interface Entry extends Begun {
  box: string;
}

export interface ListDesk {
  get(order: { slot: string }): Promise<{ text: string } | null>;
  put(order: { slot: string; text: string }): Promise<void>;
  drop(order: { slot: string }): Promise<void>;
}

const MOST = 60;

export class BegunTexts {
  readonly #desk: ListDesk;
  readonly #slot: string;
  #entries: Promise<Entry[]> | null = null;

  /** @param slot one's own space's id: nothing else is drafted under it */
  constructor(desk: ListDesk, slot: string) {
    this.#desk = desk;
    this.#slot = slot;
  }

  async find(box: string): Promise<Begun | null> {
    const found = (await this.#all()).find((entry) => entry.box === box);
    return found ? { item: found.item, base: found.base } : null;
  }

  async remember(box: string, { item, base }: Begun): Promise<void> {
    await this.#change((entries) => {
      const isThere = entries.some((one) => one.box === box && one.item === item && one.base === base);
      return isThere ? entries : [{ box, item, base }, ...entries.filter((one) => one.box !== box)].slice(0, MOST);
    });
  }

  async forget(box: string): Promise<void> {
    await this.#change((entries) => (entries.some((one) => one.box === box) ? entries.filter((one) => one.box !== box) : entries));
  }

  /** One change after the other. A list that cannot be stored costs the way back after a reload, not the draft. */
  async #change(change: (entries: Entry[]) => Entry[]): Promise<void> {
    const before = this.#all();
    const changed = before.then((entries) => this.#store(entries, change(entries)));
    this.#entries = changed;
    await changed;
  }

  async #store(before: Entry[], after: Entry[]): Promise<Entry[]> {
    if (after === before) return before;
    const slot = this.#slot;
    const stored = after.length === 0 ? this.#desk.drop({ slot }) : this.#desk.put({ slot, text: JSON.stringify(after) });
    await stored.catch(() => undefined);
    return after;
  }

  #all(): Promise<Entry[]> {
    return (this.#entries ??= this.#desk.get({ slot: this.#slot }).then(
      (kept) => entriesIn(kept?.text ?? ""),
      () => [],
    ));
  }
}

function entriesIn(text: string): Entry[] {
  try {
    const found: unknown = JSON.parse(text);
    return Array.isArray(found) ? found.filter(isEntry) : [];
  } catch {
    return [];
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
