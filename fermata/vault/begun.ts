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
  /** Run this with no other tab at the list. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** `here`: only what this browser keeps, without asking the server. */
  get(order: { slot: string; here?: boolean }): Promise<{ text: string; at: string } | null>;
  put(order: { slot: string; text: string }): Promise<void>;
}

interface List {
  entries: Entry[];
  at: string;
}

const MOST = 60;

export class BegunTexts {
  readonly #desk: ListDesk;
  readonly #slot: string;
  /** The list as this page read or wrote it last. */
  #known: List | null = null;
  #reading: Promise<List | null> | null = null;
  /** Asked for at every key; written once. */
  readonly #remembering = new Map<string, Promise<void>>();

  /** @param slot one's own space's id: nothing else is drafted under it */
  constructor(desk: ListDesk, slot: string) {
    this.#desk = desk;
    this.#slot = slot;
  }

  async find(box: string): Promise<Begun | null> {
    if (this.#known === null) {
      const list = await (this.#reading ??= this.#read().then(null, () => null).finally(() => (this.#reading = null)));
      this.#known ??= list; // something may have been remembered meanwhile
    }
    const found = this.#known?.entries.find((entry) => entry.box === box);
    return found ? { item: found.item, base: found.base } : null;
  }

  async remember(box: string, { item, base }: Begun): Promise<void> {
    const name = [box, item, base].join(" ");
    const change = (entries: Entry[]): Entry[] => {
      const isThere = entries.some((one) => one.box === box && one.item === item && one.base === base);
      return isThere ? entries : [{ box, item, base }, ...entries.filter((one) => one.box !== box)].slice(0, MOST);
    };
    const going = this.#remembering.get(name) ?? this.#change(change).finally(() => this.#remembering.delete(name));
    this.#remembering.set(name, going);
    await going;
  }

  async forget(box: string): Promise<void> {
    await this.#change((entries) => (entries.some((one) => one.box === box) ? entries.filter((one) => one.box !== box) : entries));
  }

  /**
   * Read anew before it is written: another tab may have begun something since. A list that can be neither read nor
   * stored costs the way back after a reload, not the draft.
   */
  async #change(change: (entries: Entry[]) => Entry[]): Promise<void> {
    if (this.#known !== null && change(this.#known.entries) === this.#known.entries) return;
    await this.#desk
      .alone(async () => {
        const { entries: before, at } = await this.#newest();
        this.#known = { entries: change(before), at };
        if (this.#known.entries !== before) await this.#desk.put({ slot: this.#slot, text: JSON.stringify(this.#known.entries) });
      })
      .catch(() => undefined);
  }

  /** Other tabs write where this one reads, so a server that is away holds nobody up. */
  async #newest(): Promise<List> {
    const known = this.#known;
    const here = await this.#desk.get({ slot: this.#slot, here: true });
    if (here !== null && here.at >= (known?.at ?? "")) return listIn(here);
    return known ?? this.#read();
  }

  async #read(): Promise<List> {
    return listIn(await this.#desk.get({ slot: this.#slot }));
  }
}

function listIn(kept: { text: string; at: string } | null): List {
  return { entries: entriesIn(kept?.text ?? ""), at: kept?.at ?? "" };
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

/**
 * What a box shows when it opens: the draft, if it differs from what is kept; else what is kept. A draft older than what
 * this person kept themselves, and of which nothing is remembered, only reached the server after its text was kept.
 */
export function whatToShow(found: {
  kept: { text: string; version: number; by: string; at: string } | null;
  draft: { text: string; at: string } | null;
  begun: Begun | null;
  me: string;
}): { text: string; base: number; isDraft: boolean } {
  const { draft, begun, me } = found;
  const kept = found.kept ?? { text: "", version: 0, by: "", at: "" };
  const isLeftOver = draft !== null && begun === null && kept.by === me && draft.at <= kept.at;
  if (draft === null || isLeftOver || draft.text === kept.text) return { text: kept.text, base: kept.version, isDraft: false };
  return { text: draft.text, base: begun?.base ?? kept.version, isDraft: true };
}
