/** Small form parts of the pages between two meetings. */
import { el } from "../../../web/page/dom.ts";
import { actions, button } from "../../../web/page/parts.ts";
import { say } from "../../../web/page/words.ts";

export interface Option {
  value: string;
  words: string;
  about?: string | undefined;
}

export interface Chosen {
  node: HTMLFieldSetElement;
  readonly value: string;
}

interface Choices {
  name: string;
  options: readonly Option[];
  value: string;
  /** One of them must be chosen. */
  must?: boolean;
}

/** One of several, or none: pressing the chosen one again, or Delete, or a quiet button lets it go. */
export function oneOf(legend: string, { name, options, value, must = false }: Choices): Chosen {
  const inputs = options.map((option) => el("input", { type: "radio", name, value: option.value, checked: option.value === value }));
  const rows = options.map(({ words, about }, index) => el("label", { class: "choice" }, inputs[index], el("span", {}, words), about !== undefined && el("small", {}, about)));
  const node = el("fieldset", {}, el("legend", {}, legend), ...rows);
  if (!must) canBeNone(node, { inputs, rows });
  return {
    node,
    get value() {
      return inputs.find(({ checked }) => checked)?.value ?? "";
    },
  };
}

function canBeNone(node: HTMLElement, { inputs, rows }: { inputs: readonly HTMLInputElement[]; rows: readonly HTMLElement[] }): void {
  const letGo = (input: HTMLInputElement | undefined): void => {
    for (const one of inputs) one.checked = false;
    input?.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const none = button(say("between.none"), () => {
    const chosen = inputs.find(({ checked }) => checked) ?? inputs[0];
    chosen?.focus();
    letGo(chosen);
  }, { kind: "quiet" });
  const line = actions(none);
  const show = (): void => void (line.hidden = inputs.every(({ checked }) => !checked));
  inputs.forEach((input, index) => pressedAgain(input, { row: rows[index] ?? input, letGo: () => letGo(input) }));
  node.addEventListener("change", show);
  node.append(line);
  show();
}

/** On its words as well as on the dot: the browser passes a press on the label on to its radio. */
function pressedAgain(input: HTMLInputElement, { row, letGo }: { row: HTMLElement; letGo: () => void }): void {
  let was = false;
  row.addEventListener("pointerdown", () => (was = input.checked));
  input.addEventListener("keydown", ({ key }) => (key === "Delete" || key === "Backspace") && letGo());
  input.addEventListener("click", () => {
    if (was) letGo();
    was = false;
  });
}

export function toggle(words: string, { checked, changed, about }: { checked: boolean; changed?: (isOn: boolean) => void; about?: string }): HTMLLabelElement & { input: HTMLInputElement } {
  const input = el("input", { type: "checkbox", role: "switch", checked });
  input.addEventListener("change", () => changed?.(input.checked));
  const label = el("label", { class: "toggle" }, input, el("span", {}, words), about !== undefined && el("small", {}, about));
  return Object.assign(label, { input });
}

export function section(title: string, attributes: Record<string, string> = {}, ...children: Parameters<typeof el>[2][]): HTMLElement {
  return el("section", attributes, el("h2", {}, title), ...children);
}

let boxes = 0;

/** A labelled box that is not sealed by itself. */
export function box<Control extends HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(label: string, control: Control, hint = ""): HTMLElement {
  boxes += 1;
  control.id = `box-${boxes}`;
  if (hint !== "") control.setAttribute("aria-describedby", `${control.id}-hint`);
  return el("div", { class: "field" }, el("label", { for: control.id }, label), hint !== "" && el("span", { class: "hint", id: `${control.id}-hint` }, hint), control);
}
