/** A question from the bank, laid on the table for all: one nobody here has had in this meeting. */
import { type Question, another, fitting, lot, readBank } from "./between/bank.ts";
import { loaded } from "./between/content.ts";
import type { Command } from "./moves.ts";

export class BankCard {
  readonly #url: string;
  #shown: string[] = [];

  constructor(url: string) {
    this.#url = url;
  }

  /** Null when the bank cannot be fetched just now. */
  async draw(place: number): Promise<Extract<Command, { do: "card" }> | null> {
    const bank = readBank(await loaded(this.#url).catch(() => null));
    const found: Question | null = bank && another(fitting(bank.questions, { purpose: "", phase: "", only: null }), { shown: this.#shown, draw: lot });
    if (found === null) return null;
    this.#shown.push(found.id);
    return { do: "card", place, index: 0, words: found.words };
  }
}
