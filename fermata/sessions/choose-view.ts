/** Before the clock starts: which kind of talk, who begins, and the lines the two agreed on. */
import { type Clause, desk } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { actions, button, link, whileBusy } from "../../web/page/parts.ts";
import { say } from "../../web/page/words.ts";
import { type MinutesHad, readMinutes, toss, whoBeginsNext } from "./afterwards.ts";
import { type Room, give } from "./room.ts";
import { counted } from "./room-words.ts";
import { type Structure, structures } from "./structure.ts";

export class ChooseView {
  readonly node: HTMLElement;
  readonly #room: Room;
  readonly #agreed = el("section", { class: "agreed-first held", hidden: true });
  readonly #hint = el("small", { hidden: true });
  readonly #form: HTMLFormElement;
  #touched = false;

  constructor(room: Room) {
    this.#room = room;
    this.#form = el(
      "form",
      { class: "choose", onsubmit: (event) => void this.#begin(event) },
      this.#shapes(),
      this.#whoBegins(),
      actions(
        button(say("room.begin"), null, { kind: "first", type: "submit" }),
        link(say("room.not_now"), `/partnerships/${room.partnership}/`, "quiet"),
      ),
      el("small", {}, say("room.begin_means", { name: room.pair.partner.name })),
    );
    this.node = el("div", { class: "before" }, this.#agreed, this.#form);
    void this.#showAgreement();
    void this.#showWhoseTurn();
  }

  #shapes(): HTMLElement {
    const choices = structures.map((structure, index) => shape(structure, index === 0));
    return el("fieldset", {}, el("legend", {}, say("room.which")), ...choices);
  }

  #whoBegins(): HTMLElement {
    const { partner } = this.#room.pair;
    const options = [
      ["toss", say("room.toss")],
      ["me", say("room.i_begin")],
      ["partner", say("room.they_begin", { name: partner.name })],
    ] as const;
    const choices = options.map(([value, words]) => choice({ name: "first", value, words, checked: value === "toss" }));
    const touch = (): void => void (this.#touched = true);
    return el("fieldset", { onchange: touch }, el("legend", {}, say("room.who_begins")), ...choices, this.#hint);
  }

  /** The agreed lines, on the first card. A first meeting may be the one in which they are agreed. */
  async #showAgreement(): Promise<void> {
    const view = await desk.agreement({ partnership: this.#room.partnership }).catch(() => null);
    if (view === null) return;
    const lines = agreedLines(view.inForce);
    const words = lines.length ? say("room.you_agreed") : say("room.nothing_agreed");
    this.#agreed.replaceChildren(el("h2", { class: "mark" }, words), lines.length ? agreedList(lines) : "");
    this.#agreed.hidden = false;
  }

  /** Taking turns at it: whoever did not begin the last time. */
  async #showWhoseTurn(): Promise<void> {
    const items = await desk.items({ space: this.#room.space }).catch(() => []);
    const kept = items.filter((item) => item.kind === "minutes").map((item) => readMinutes(item.text));
    const former = kept.filter((one): one is MinutesHad => one !== null);
    const { me, partner } = this.#room.pair;
    const next = whoBeginsNext(former, [me, partner.person]);
    if (next === null || this.#touched) return;
    const mine = next === me;
    this.#hint.textContent = say(mine ? "room.they_began" : "room.you_began", { name: partner.name });
    this.#hint.hidden = false;
    const option = this.#form.querySelector<HTMLInputElement>(`input[name="first"][value="${mine ? "me" : "partner"}"]`);
    if (option) option.checked = true;
  }

  async #begin(event: Event): Promise<void> {
    event.preventDefault();
    const chosen = new FormData(this.#form);
    const structure = structures.find(({ id }) => id === chosen.get("structure"));
    if (structure === undefined) return;
    const { me, partner } = this.#room.pair;
    const members = [me, partner.person] as const;
    const first = { me, partner: partner.person }[String(chosen.get("first"))] ?? toss(members);
    const command = { do: "begin", structure: structure.id, members, first, seed: crypto.randomUUID() } as const;
    await whileBusy(this.#form.querySelector("button"), async () => void (await give(this.#room, command, structure)));
  }
}

/** The norms in force, each under its title, and what a member has made stricter for what is theirs. */
export function agreedLines(text: { clauses: readonly Clause[] } | null): string[] {
  return text === null ? [] : text.clauses.map(({ text: words }) => words).filter((words) => words.trim() !== "");
}

export function agreedList(lines: readonly string[]): HTMLElement {
  return el("ol", { class: "lines" }, ...lines.map((line) => el("li", { dir: "auto" }, el("span", {}, line))));
}

function shape(structure: Structure, checked: boolean): HTMLElement {
  const words = counted("room.shape", structure.total_minutes, { title: structure.title });
  return choice({ name: "structure", value: structure.id, words, about: structure.about, checked });
}

interface Choice {
  name: string;
  value: string;
  words: string;
  about?: string | undefined;
  checked: boolean;
}

function choice({ name, value, words, about, checked }: Choice): HTMLElement {
  const input = el("input", { type: "radio", name, value, checked });
  return el("label", { class: "choice" }, input, el("span", {}, words), about !== undefined && el("small", {}, about));
}
