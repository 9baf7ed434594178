/** Two people read six words to each other. The same on both screens, and nobody is in between. */
import { desk } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { actions, button, heads, isolate, refusal, whileBusy, wordList } from "../../web/page/parts.ts";
import { say, sayRefusal } from "../../web/page/words.ts";

export interface Pair {
  space: string;
  /** The partner's id and name. */
  person: string;
  partner: string;
}

export interface Answers {
  /** Words on the button that says they are the same. */
  same: string;
  agree(): Promise<void>;
  differ(): Promise<void>;
}

/** Takes about a tenth of a second of work: ask for it only when somebody wants to read. */
export async function sixWords(pair: Pair, answers: Answers | null): Promise<HTMLElement> {
  const { mine, theirs } = await desk.safetyWords({ space: pair.space, person: pair.person });
  const partner = isolate(pair.partner);
  return el(
    "div",
    { class: "six-words", tabindex: "-1" },
    el("div", { class: "six" }, voice("me", say("safety.mine"), mine), voice("partner", say("safety.theirs", { partner }), theirs)),
    el("p", {}, say("safety.ritual", { partner })),
    answers && choice(answers),
  );
}

function voice(who: "me" | "partner", title: string, words: string[]): HTMLElement {
  return el("div", {}, el("p", { class: "mark" }, heads(who), title), wordList(words, { label: title, numbered: true }));
}

/** An answer that was not taken down is said: whoever believes it was would go on without it. */
function choice({ same, agree, differ }: Answers): HTMLElement {
  let said: HTMLElement | null = null;
  const take = async (work: () => Promise<void>): Promise<void> => {
    said?.remove();
    await work().catch((error: unknown) => answers.before((said = refusal(sayRefusal(error)))));
  };
  const yes = button(same, () => void whileBusy(yes, () => take(agree)));
  const no = button(say("safety.they_differ"), () => void whileBusy(no, () => take(differ)), { kind: "care" });
  const answers = actions(yes, no);
  return answers;
}
