/** A word both agree on: whoever says it stops what is going on, and need not say why. */
import { el } from "../../../web/page/dom.ts";
import { actions, button, readers, whileBusy } from "../../../web/page/parts.ts";
import { say, sayRefusal } from "../../../web/page/words.ts";
import { PRIVATE } from "../../vault/field-parts.ts";
import { calledBy, ofUs, othersByName } from "../company.ts";
import { LONGEST, type StopWord, agreedWord, newestWord } from "./agreed-word.ts";
import { box, section } from "./boxes.ts";
import type { Gathered } from "./gathered.ts";
import { sayYes, yesesIn } from "./own-plans.ts";
import { type Kept, keepOurs } from "./records.ts";
import { whoAgrees } from "./yes.ts";

export function stopWordView(found: Gathered, changed: () => Promise<void>): HTMLElement {
  const word = newestWord(found);
  const no = el("p", { class: "wrong", role: "alert", hidden: true });
  const refuse = (error: unknown): void => {
    no.textContent = sayRefusal(error);
    no.hidden = false;
  };
  const input = el("input", { type: "text", maxlength: String(LONGEST), value: word?.value.word ?? "", ...PRIVATE });
  const keep = button(say("between.stop.put"), null, { type: "submit" });
  const form = el("form", {}, box(say("between.stop.word"), input, say("between.stop.hint")), actions(keep), no, readers({ who: ofUs(found.company), partner: othersByName(found.company) }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const value = { word: input.value.trim() };
    if (value.word === "" || value.word === word?.value.word) return;
    const order = { space: found.shared, item: word?.item ?? crypto.randomUUID(), kind: "stop-word", about: found.shared };
    void whileBusy(keep, () => keepOurs({ ...order, value, base: word?.version ?? 0 }).then(changed).catch(refuse));
  });
  return section(say("between.stop"), { class: "stop-word" }, el("p", {}, say("between.stop.means")), standing(found, { word, changed, refuse }), found.isReadOnly ? "" : form);
}

interface Standing {
  word: Kept<StopWord> | null;
  changed: () => Promise<void>;
  refuse: (error: unknown) => void;
}

function standing(found: Gathered, { word, changed, refuse }: Standing): HTMLElement {
  if (word === null) return el("p", { class: "said" }, say("between.stop.none"));
  if (agreedWord(found) !== null) return el("p", { class: "when" }, say("between.stop.agreed", { word: word.value.word }));
  if (whoAgrees(word, yesesIn(found)).has(found.me)) {
    return el("p", {}, say("between.stop.waits", { word: word.value.word, name: othersByName(found.company) }));
  }
  const yes = button(say("between.yes"), (event) => void whileBusy(event.currentTarget as HTMLElement, () => sayYes(word, found).then(changed).catch(refuse)), { kind: "first" });
  return el("div", {}, el("p", {}, say("between.stop.proposed", { word: word.value.word, name: calledBy(word.by, found.company) })), actions(yes));
}
