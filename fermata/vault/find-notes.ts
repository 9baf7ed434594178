/** A field above a long list of notes: the list keeps those with the words one looks for. Nothing is counted. */
import { desk } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { say, sayRefusal } from "../../web/page/words.ts";
import { PRIVATE } from "./field-parts.ts";

/** Fewer notes than this are seen at a glance. */
export const MANY = 8;
const PAUSE = 200; // milliseconds after the last letter

/** @param order.show is told the ids that have the words, or `null` for all of them */
export function findNotes({ spaces, show }: { spaces: string[]; show(ids: ReadonlySet<string> | null): void }): HTMLElement {
  const input = el("input", { ...PRIVATE, type: "search", id: "find-notes" });
  const answer = el("p", { class: "hint", role: "status" });
  let asked = 0;
  const look = async (): Promise<void> => {
    const [words, mine] = [input.value.trim(), ++asked];
    const found = words === "" ? null : await desk.find({ spaces, words }).then((ids) => new Set(ids));
    if (mine !== asked) return;
    show(found);
    answer.textContent = found?.size === 0 ? say("sealed.find_none") : "";
  };
  const soon = (): void => {
    const mine = ++asked;
    setTimeout(() => mine === asked && void look().catch((error: unknown) => (answer.textContent = sayRefusal(error))), PAUSE);
  };
  input.addEventListener("input", soon);
  return el("search", { class: "field" }, el("label", { for: "find-notes" }, say("sealed.find")), input, answer);
}
