/** The ways to open a space: five words, a passkey, twelve words. Each forgives what can be forgiven and names what cannot. */
import { desk, type Method } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { actions, button, heads, whileBusy } from "../../web/page/parts.ts";
import { hasPasskeys, touchPasskey } from "../../web/page/passkey.ts";
import { say, sayRefusal } from "../../web/page/words.ts";

interface Words {
  kind: "phrase" | "sheet";
  open: (words: string) => Promise<void>;
  isFirst: boolean;
}

const ORDER = ["phrase", "passkey", "sheet"] as const;

/** One entry for each kind of way this person has; the first is the one offered. `opened` is called after any of them. */
export function waysToOpen(methods: readonly Method[], opened: () => void): HTMLElement {
  const kinds = ORDER.filter((kind) => methods.some(({ method }) => method === kind) && (kind !== "passkey" || hasPasskeys()));
  return el("ul", { class: "list ways" }, ...kinds.map((kind, index) => el("li", {}, ...way(kind, index === 0, opened))));
}

function way(kind: (typeof ORDER)[number], isFirst: boolean, opened: () => void): HTMLElement[] {
  if (kind === "passkey") return passkeyWay(isFirst, opened);
  const open = kind === "phrase" ? desk.unlockByPhrase : desk.unlockBySheet;
  const form = wordsForm({ kind, isFirst, open: async (words) => open(words).then(opened) });
  if (kind === "phrase" || isFirst) return [form];
  const show = button(say("space.open.show_sheet"), () => {
    show.closest("li")?.replaceChildren(form);
    form.querySelector("textarea")?.focus();
  });
  return [el("h2", { class: "mark strong" }, say("space.open.sheet")), el("p", {}, say("space.open.sheet_is")), actions(show)];
}

/** Words are typed into a field without a name, which nothing completes, corrects or sends. */
function wordsForm({ kind, open, isFirst }: Words): HTMLFormElement {
  const about = `open-${kind}-hint open-${kind}-wrong`;
  const plain = { id: `open-${kind}`, autocomplete: "off", autocapitalize: "none", spellcheck: "false", "aria-describedby": about };
  const box = kind === "phrase" ? el("input", { ...plain, type: "text" }) : el("textarea", { ...plain, rows: 3, class: "typed-words" });
  const wrong = el("p", { class: "wrong", id: `open-${kind}-wrong`, role: "alert", hidden: true });
  const press = button(say("space.open.open"), null, { kind: isFirst ? "first" : "", type: "submit" });
  const form = el(
    "form",
    { class: "field", novalidate: true },
    el("label", { for: plain.id }, say(`space.open.${kind}`)),
    el("small", { class: "hint", id: `open-${kind}-hint` }, say(`space.open.${kind}_hint`)),
    el("span", { class: "shut" }, box),
    wrong,
    el("p", { class: "readers" }, heads("me"), el("strong", {}, say("space.open.stays")), " ", el("span", {}, say("space.open.never_sent"))),
    actions(press),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void whileBusy(press, () => tryWords({ box, wrong, open }));
  });
  return form;
}

type Box = HTMLInputElement | HTMLTextAreaElement;

async function tryWords({ box, wrong, open }: { box: Box; wrong: HTMLElement; open: (words: string) => Promise<void> }): Promise<void> {
  sayNo({ box, wrong, sentence: "" });
  if (box.value.trim() === "") return sayNo({ box, wrong, sentence: say("space.open.empty") });
  try {
    await open(box.value);
    box.value = "";
  } catch (error) {
    sayNo({ box, wrong, sentence: sayRefusal(error) });
  }
}

function sayNo({ box, wrong, sentence }: { box: Box; wrong: HTMLElement; sentence: string }): void {
  wrong.textContent = sentence;
  wrong.hidden = sentence === "";
  box.setAttribute("aria-invalid", String(sentence !== ""));
  if (sentence !== "") box.focus();
}

function passkeyWay(isFirst: boolean, opened: () => void): HTMLElement[] {
  const wrong = el("p", { class: "wrong", role: "alert", hidden: true });
  const open = async (): Promise<void> => {
    wrong.hidden = true;
    try {
      await desk.unlockByPasskey((await touchPasskey()).secret);
      opened();
    } catch (error) {
      wrong.textContent = sayRefusal(error);
      wrong.hidden = false;
    }
  };
  const press = button(say("space.open.use_passkey"), () => void whileBusy(press, open), { kind: isFirst ? "first" : "" });
  return [el("h2", { class: "mark strong" }, say("space.open.passkey")), el("p", {}, say("space.open.passkey_is")), wrong, actions(press)];
}
