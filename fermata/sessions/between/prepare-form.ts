/** Two minutes for oneself before a meeting: a topic, what would help, how deep, how much stretch. Ticked lines are given. */
import { el } from "../../../web/page/dom.ts";
import { actions, button, readers, whileBusy } from "../../../web/page/parts.ts";
import { say, sayRefusal } from "../../../web/page/words.ts";
import { PRIVATE, fieldParts } from "../../vault/field-parts.ts";
import { othersByName } from "../company.ts";
import { type Chosen, oneOf, toggle } from "./boxes.ts";
import { type Gathered, layTable, placeOf } from "./gathered.ts";
import { DEPTH, HELP, LINES, type Line, NOTHING, type Preparation, STRETCH, WORDS, givenOf, readGiven, readPreparation } from "./preparation.ts";
import { keepMine, recordsOf } from "./records.ts";
import { Writing } from "./writing.ts";

const CHOICES = { help: HELP, depth: DEPTH, stretch: STRETCH } as const;

export class PrepareForm {
  readonly node = el("form", { class: "prepare" });
  readonly #found: Gathered;
  readonly #about: string;
  readonly #topic = el("textarea", { rows: "3", ...PRIVATE });
  readonly #given = el("p", { class: "given", role: "status" });
  readonly #ticks = new Map<Line, HTMLInputElement>();
  readonly #chosen = new Map<Line, Chosen>();
  #writing: Writing<Preparation> | null = null;
  #isNew = true;

  constructor(found: Gathered, about: string) {
    this.#found = found;
    this.#about = about;
    this.node.noValidate = true;
    this.node.addEventListener("submit", (event) => void this.#keep(event));
    this.node.addEventListener("input", () => this.#typed());
    this.node.addEventListener("change", () => this.#typed());
  }

  async draw(): Promise<void> {
    const item = await placeOf("preparation", this.#found);
    const kept = recordsOf(this.#found.mine, "preparation", readPreparation).find((one) => one.item === item) ?? null;
    this.#isNew = kept === null;
    this.#writing = new Writing({ space: this.#found.own, item, kind: "preparation", about: this.#about, read: readPreparation, kept });
    const begun = (await this.#writing.begin()) ?? NOTHING;
    this.#topic.value = begun.topic;
    const keep = actions(button(say("between.prepare.keep"), null, { kind: "first", type: "submit" }));
    const me = readers({ who: "me", partner: "" });
    this.node.replaceChildren(this.#topicLine(begun), ...this.#choiceLines(begun), me, keep, this.#writing.line, this.#given);
  }

  stop(): void {
    this.#writing?.stop();
  }

  #topicLine(begun: Preparation): HTMLElement {
    const field = fieldParts({ control: this.#topic, label: say("between.prepare.topic"), hint: say("between.prepare.topic_hint"), who: "me", partner: "" });
    field.node.querySelector(".readers")?.remove();
    this.#topic.removeAttribute("aria-describedby");
    return el("div", { class: "line" }, field.node, this.#tick("topic", begun));
  }

  #choiceLines(begun: Preparation): HTMLElement[] {
    return Object.entries(CHOICES).map(([name, all]) => {
      const line = name as keyof typeof CHOICES;
      const options = all.map((value) => ({ value, words: say(`${WORDS[line]}.${value}`) }));
      const chosen = oneOf(say(`between.prepare.${line}`), { name: line, options, value: begun[line] });
      this.#chosen.set(line, chosen);
      return el("div", { class: "line" }, chosen.node, this.#tick(line, begun));
    });
  }

  #tick(line: Line, { ticked }: Preparation): HTMLElement {
    const words = say("between.prepare.may_read", { name: othersByName(this.#found.company) });
    const made = toggle(words, { checked: ticked.includes(line) });
    made.input.setAttribute("aria-label", `${words}: ${say(`between.prepare.${line}`)}`);
    if (this.#found.isReadOnly) made.input.disabled = true;
    this.#ticks.set(line, made.input);
    return made;
  }

  #value(): Preparation {
    const of = (line: Line): string => this.#chosen.get(line)?.value ?? "";
    const ticked = LINES.filter((line) => this.#ticks.get(line)?.checked === true);
    return { topic: this.#topic.value, help: of("help"), depth: of("depth"), stretch: of("stretch"), ticked } as Preparation;
  }

  #typed(): void {
    void layTable(this.#found);
    this.#writing?.typed(this.#value());
    this.#given.replaceChildren();
  }

  async #keep(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    await whileBusy(event.submitter, async () => {
      await layTable(this.#found);
      const value = this.#value();
      if (!(await this.#writing?.keep(value))) return;
      this.#isNew = false;
      await this.#give(value);
    });
  }

  /** What is ticked goes to the others; what is no longer ticked is taken away from them. */
  async #give(value: Preparation): Promise<void> {
    const { shared, ours, isReadOnly, company } = this.#found;
    const item = await placeOf(`prepared/${company.me}`, this.#found);
    const before = recordsOf(ours, "prepared", readGiven).find((one) => one.item === item);
    const given = givenOf(value);
    const count = Object.keys(given).length;
    if (isReadOnly || (before === undefined && count === 0)) return;
    try {
      const version = await keepMine({ space: shared, item, kind: "prepared", about: this.#about, value: given, base: before?.version ?? 0 });
      this.#found.ours = [...ours.filter(({ id }) => id !== item), { id: item, version, kind: "prepared", about: this.#about, at: "", by: company.me, text: JSON.stringify(given) }];
      this.#given.textContent = say(count === 0 ? "between.prepare.given_none" : "between.prepare.given", { name: othersByName(company) });
    } catch (error) {
      this.#given.textContent = sayRefusal(error);
    }
  }

  get isNew(): boolean {
    return this.#isNew;
  }
}
