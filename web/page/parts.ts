/** The house's parts as nodes: the same as site/parts draws them. */
import { el, type Child } from "./dom.ts";
import { say } from "./words.ts";

export type Who = "me" | "partner" | "both" | "all" | "none";
/** Who can read something: I alone, the two of us, or all three. */
export type Readers = "me" | "both" | "all";

const SVG = "http://www.w3.org/2000/svg";
const ARC = "M2 27C3 11 16 1 32 1s29 10 30 26c.1 1-1.2 1.1-1.4.2C58.3 15 47 6.8 32 6.8S5.7 15 3.4 27.2C3.2 28.1 1.9 28 2 27Z";
const HEADS: Record<Who, string[]> = { me: ["one"], partner: ["two"], both: ["one", "two"], all: ["one", "two", "two"], none: ["none"] };

export function svg(tag: string, attributes: Record<string, string | number>, ...children: SVGElement[]): SVGElement {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

/** The drawn mark, a dot under an arc. */
export function arc(): SVGElement {
  const attributes = { viewBox: "0 0 64 32", fill: "currentColor", "aria-hidden": "true", focusable: "false" };
  return svg("svg", attributes, svg("path", { d: ARC }), svg("circle", { cx: 32, cy: 24, r: 5.2 }));
}

/** A filled head is me, an open one my partner, a dotted one nobody yet. */
export function heads(who: Who): HTMLElement {
  return el("span", { class: "heads", "aria-hidden": "true" }, ...HEADS[who].map((head) => el("i", { class: `head ${head}` })));
}

export function mark(words: string, { who, tone = "" }: { who?: Who; tone?: "" | "strong" | "mine" | "care" } = {}): HTMLElement {
  return el("span", { class: `mark ${tone}`.trim() }, who !== undefined && heads(who), el("span", {}, words));
}

/** "Only me", "Both of us" or "All of us", beside everything written. */
export function whoReads(who: Readers): HTMLElement {
  return who === "me" ? mark(say("sealed.only_me"), { who, tone: "mine" }) : mark(say(`sealed.${who}_of_us`), { who, tone: "strong" });
}

/** The line under a sealed field. */
export function readers({ who, partner, id }: { who: Readers; partner: string; id?: string }): HTMLElement {
  const sentence = say(`sealed.readers_${who}`, { partner: isolate(partner) });
  return el("p", { class: "readers", id }, heads(who), el("strong", {}, say("sealed.sealed")), " ", el("span", {}, sentence));
}

export function notice({ title, text, kind = "" }: { title: string; text: string; kind?: "" | "paused" | "no" }, ...more: Child[]): HTMLElement {
  const attributes = { class: `notice ${kind}`.trim(), role: kind === "no" ? "alert" : null };
  return el("div", attributes, el("strong", {}, title), el("p", {}, text), ...more);
}

/** No, because: one sentence, and what can be done instead. */
export function refusal(reason: string, ...more: Child[]): HTMLElement {
  return el("p", { class: "refusal", role: "alert" }, arc(), el("span", {}, reason, ...more));
}

export interface ButtonKind {
  kind?: "" | "first" | "quiet" | "care";
  type?: "button" | "submit";
}

export function button(label: string, press: ((event: Event) => void) | null, { kind = "", type = "button" }: ButtonKind = {}): HTMLButtonElement {
  return el("button", { class: `button ${kind}`.trim(), type, onclick: press }, label);
}

export function link(label: string, href: string, kind: "" | "first" | "quiet" = ""): HTMLAnchorElement {
  return el("a", { class: `button ${kind}`.trim(), href }, label);
}

export function actions(...children: Child[]): HTMLElement {
  return el("div", { class: "actions" }, ...children);
}

/** Words read aloud or copied by hand; never translated. */
export function wordList(words: readonly string[], { label, numbered = false }: { label: string; numbered?: boolean }): HTMLElement {
  const attributes = { class: numbered ? "words numbered" : "words", "aria-label": label, translate: "no", lang: "en" };
  return el("ol", attributes, ...words.map((word) => el("li", {}, word)));
}

/** While something is under way the words stay, the dot breathes, and a second press does nothing. */
export async function whileBusy(pressed: HTMLElement | null, work: () => Promise<void>): Promise<void> {
  if (pressed?.getAttribute("aria-busy") === "true") return;
  pressed?.setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    pressed?.removeAttribute("aria-busy");
  }
}

/** A name inside a sentence keeps its own direction and does not turn the rest around. */
export function isolate(name: string): string {
  return `\u2068${name}\u2069`;
}
