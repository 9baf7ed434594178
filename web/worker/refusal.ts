/** Why a command was not carried out. `code` is stable and has a sentence in the words; see `web/page/desk.ts`. */
import { Misread, Tampered } from "../vault/tampered.ts";

export type Params = Record<string, string | number>;

export class Refusal extends Error {
  readonly code: string;
  readonly params: Params;
  /** What the server answered beside the code, for callers that go on from there. */
  readonly answer: Record<string, unknown>;

  constructor(code: string, params: Params = {}, answer: Record<string, unknown> = {}) {
    super(code);
    this.name = "Refusal";
    this.code = code;
    this.params = params;
    this.answer = answer;
  }
}

/** What the page hears of any error: a code it has a sentence for, and nothing of its inside. */
export function refusalOf(error: unknown): { code: string; params: Params } {
  if (error instanceof Refusal || error instanceof Misread) return { code: error.code, params: error.params };
  if (error instanceof Tampered) return { code: error.code, params: {} };
  console.error(error);
  return { code: "unexpected", params: {} };
}

export function isRefusal(error: unknown, code: string): error is Refusal {
  return error instanceof Refusal && error.code === code;
}
