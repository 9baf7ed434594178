/** Small form parts of the pages between two meetings. */
import { el } from "../../../web/page/dom.ts";

export interface Option {
  value: string;
  words: string;
  about?: string | undefined;
}

export interface Chosen {
  node: HTMLFieldSetElement;
  readonly value: string;
}

/** One of several, or none: pressing the chosen one again lets it go. */
export function oneOf(legend: string, { name, options, value }: { name: string; options: readonly Option[]; value: string }): Chosen {
  const inputs = options.map((option) => el("input", { type: "radio", name, value: option.value, checked: option.value === value }));
  const rows = options.map(({ words, about }, index) => el("label", { class: "choice" }, inputs[index], el("span", {}, words), about !== undefined && el("small", {}, about)));
  for (const input of inputs) letGo(input, inputs);
  return {
    node: el("fieldset", {}, el("legend", {}, legend), ...rows),
    get value() {
      return inputs.find(({ checked }) => checked)?.value ?? "";
    },
  };
}

function letGo(input: HTMLInputElement, all: readonly HTMLInputElement[]): void {
  let was = false;
  input.addEventListener("pointerdown", () => (was = input.checked));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Delete" && event.key !== "Backspace") return;
    for (const one of all) one.checked = false;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  input.addEventListener("click", () => {
    if (!was) return;
    was = false;
    input.checked = false;
    input.dispatchEvent(new Event("change", { bubbles: true }));
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
