/** "I would rather choose my own words": folded away, since drawn words are harder to guess. */
import { el } from "../../web/page/dom.ts";
import { say } from "../../web/page/words.ts";

/** The vault refuses fewer, too (web/vault/phrase.ts). */
const SHORTEST = 14;

export interface OwnPhrase {
  node: HTMLElement;
  /** The person's own phrase, or `null` for the drawn words. */
  words(): string | null;
  /** Says what is wrong with it, if anything. */
  check(): boolean;
}

export function ownPhrase(): OwnPhrase {
  const plain = { type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false" };
  const input = el("input", { ...plain, id: "own-phrase", "aria-describedby": "own-phrase-hint own-phrase-wrong" });
  const wrong = el("p", { class: "wrong", id: "own-phrase-wrong", role: "alert", hidden: true });
  const node = el(
    "details",
    {},
    el("summary", {}, say("space.phrase.own")),
    el(
      "div",
      { class: "field" },
      el("label", { for: "own-phrase" }, say("space.phrase.own_label")),
      el("small", { class: "hint", id: "own-phrase-hint" }, say("space.phrase.own_hint", { least: SHORTEST })),
      el("span", { class: "shut" }, input),
      wrong,
    ),
  );
  const typed = (): string => input.value.normalize("NFKC").trim().replace(/\s+/gu, " ");
  const words = (): string | null => (node.open && typed() !== "" ? typed() : null);
  const check = (): boolean => {
    const phrase = words();
    const isShort = phrase !== null && [...phrase].length < SHORTEST;
    wrong.textContent = isShort ? say("space.phrase.too_short", { least: SHORTEST }) : "";
    wrong.hidden = !isShort;
    input.setAttribute("aria-invalid", String(isShort));
    if (isShort) input.focus();
    return !isShort;
  };
  return { node, words, check };
}
