/** One clause on the table: who says what, what changed word by word, why, and what I can answer. */
import { el, type Child } from "../../web/page/dom.ts";
import { actions, button, isolate, mark, notice } from "../../web/page/parts.ts";
import { dayOf, listed, say } from "../../web/page/words.ts";
import type { Writing } from "./agreement-writing.ts";
import { clauseOf, numberOf } from "./clauses.ts";
import { wordingPicker } from "./clause-fields.ts";
import { type Change, type ClauseView, type Held, saidAt } from "./negotiation.ts";
import { wordDiff } from "./word-diff.ts";

const LONGEST = 4000;

export interface ClauseDoor {
  partner: string;
  /** Words in force, by clause; what a new wording is compared with first. */
  inForce: ReadonlyMap<string, string>;
  /** What is being written, and not put yet. */
  writing: Writing;
  take: (change: Change) => void;
  remark: (clause: string, text: string) => void;
  edit: (clause: string) => void;
  /** Give up what is being worded. */
  leave: (clause: string) => void;
}

export function openClause(view: ClauseView, door: ClauseDoor): HTMLElement {
  const wording = door.writing.wordings.get(view.id);
  const body = wording === undefined ? shown(view, door) : [editor(view, door, wording)];
  return el("section", { class: "clause", "aria-labelledby": `t-${view.id}`, "data-clause": view.id }, heading(view), ...body);
}

function heading({ id }: ClauseView): HTMLElement {
  const { title, question } = clauseOf(id);
  return el("div", { class: "numbered" }, el("span", {}, numberOf(id)), el("div", {}, el("h2", { id: `t-${id}` }, title), el("p", {}, question)));
}

function shown(view: ClauseView, door: ClauseDoor): Child[] {
  const { mine, offered, standing } = view;
  const speaks = offered ?? mine;
  return [
    el("p", {}, mark(whoSays(view), { who: offered === null ? "me" : "partner", tone: "strong" })),
    words(speaks, before(view, door)),
    standing === "apart" && mine.text !== null && el("p", {}, mark(say("agreement.you_say"), { who: "me" })),
    standing === "apart" && mine.text !== null && plain(mine.text),
    ...whys(view),
    ...view.talk.length ? [notice({ title: say("agreement.talk_title"), text: say("agreement.talk_text", { names: listed(view.talk.map(isolate)) }), kind: "paused" })] : [],
    remarks(view),
    answers(view, door),
    remarkField(view, door),
  ];
}

function whoSays(view: ClauseView): string {
  const { offered, mine, reopenedBy, standing } = view;
  if (standing === "mine") return iWait(view);
  if (reopenedBy.includes(mine.name)) return say("agreement.you_reopened");
  if (reopenedBy.length > 0) return say("agreement.reopened", { names: listed(reopenedBy.map(isolate)) });
  if (offered !== null) return say("agreement.they_propose", { partner: isolate(offered.name), day: dayOf(offered.stance?.at ?? "") });
  return say("agreement.you_say");
}

function iWait({ held, mine, reopenedBy, waitsFor }: ClauseView): string {
  const first = held.filter(({ text }) => text === mine.text).toSorted((a, b) => (saidAt(a) < saidAt(b) ? -1 : 1))[0];
  const name = first !== mine ? "you_agree" : reopenedBy.includes(mine.name) ? "you_reopened_wait" : "you_wait";
  return say(`agreement.${name}`, { day: dayOf(saidAt(mine)), names: listed(waitsFor.map(isolate)) });
}

/** With what new words are compared: what holds now, or what the other side of the table says. */
function before({ id, mine, offered, held }: ClauseView, door: ClauseDoor): string {
  const former = door.inForce.get(id);
  if (former !== undefined) return former;
  if (offered !== null) return mine.text ?? "";
  return held.find((one) => one !== mine && one.text !== null)?.text ?? "";
}

/** Struck out: what goes. Underlined: what comes. Read aloud in words as well. */
function words({ text }: Held, former: string): HTMLElement {
  if (!text) return plain("");
  if (former === "" || former === text) return plain(text);
  const pieces = wordDiff(former, text).map((piece) => {
    if (piece.kind === "same") return piece.text;
    const name = piece.kind === "gone" ? "agreement.goes" : "agreement.comes";
    return el(piece.kind === "gone" ? "del" : "ins", {}, el("span", { class: "away" }, say(name)), piece.text);
  });
  return el("div", {}, el("p", { class: "said", dir: "auto" }, ...pieces), el("p", {}, el("small", {}, say("agreement.legend"))));
}

function plain(text: string): HTMLElement {
  return text === "" ? el("p", {}, el("em", {}, say("agreement.left_out"))) : el("p", { class: "said", dir: "auto" }, text);
}

function whys({ held }: ClauseView): HTMLElement[] {
  return held.flatMap(({ stance, name }) => (stance?.why ? [el("div", { class: "notice" }, el("strong", {}, say("agreement.why_of", { name: isolate(name) })), el("p", { class: "said", dir: "auto" }, stance.why))] : []));
}

function remarks({ remarks: all }: ClauseView): HTMLElement | null {
  const line = ({ name, text, at }: ClauseView["remarks"][number]) => el("li", {}, el("small", {}, el("bdi", {}, name), `, ${dayOf(at)}`), el("p", { class: "said", dir: "auto" }, text));
  return all.length > 0 ? el("ul", { class: "list remarks", "aria-label": say("agreement.remarks") }, ...all.map(line)) : null;
}

function answers(view: ClauseView, door: ClauseDoor): HTMLElement {
  const { id, mine, offered, settledBefore } = view;
  const title = clauseOf(id).title;
  const named = (label: string, press: () => void, kind: "" | "quiet" = ""): HTMLElement => {
    const made = button(label, press, { kind });
    made.setAttribute("aria-label", `${label}: ${title}`);
    return made;
  };
  const agree = () => door.take({ clause: id, text: offered?.text ?? "" });
  const talk = () => door.take({ clause: id, text: mine.text ?? "", why: mine.stance?.why ?? "", talk: !mine.stance?.talk });
  return actions(
    offered !== null && named(say("agreement.agree"), agree),
    named(say("agreement.change"), () => door.edit(id)),
    offered === null && settledBefore !== null && named(say("agreement.back"), () => door.take({ clause: id, text: settledBefore }), "quiet"),
    named(say(mine.stance?.talk ? "agreement.talked" : "agreement.talk"), talk, "quiet"),
    mine.text !== "" && named(say("agreement.leave_out"), () => door.take({ clause: id, text: "" }), "quiet"),
  );
}

function remarkField({ id }: ClauseView, door: ClauseDoor): HTMLElement {
  const input = el("textarea", { id: `remark-${id}`, rows: 2, maxlength: 1000, dir: "auto", spellcheck: "false", autocomplete: "off" });
  input.value = door.writing.remarks.get(id) ?? "";
  input.addEventListener("input", () => {
    input.toggleAttribute("data-writing", input.value.trim() !== "");
    door.writing.remark(id, input.value);
  });
  const put = (): void => void (input.value.trim() !== "" && door.remark(id, input.value));
  return el("details", { open: input.value !== "" }, el("summary", {}, say("agreement.remark")),
    el("div", { class: "field" }, el("label", { for: input.id }, say("agreement.your_remark")), el("span", { class: "shut" }, input), actions(button(say("agreement.put_remark"), put))));
}

/** My own wording, with a why that nobody has to give. */
function editor(view: ClauseView, door: ClauseDoor, wording: Partial<Change>): HTMLElement {
  const { id, mine, offered } = view;
  const text = area(`edit-${id}`, wording.text ?? mine.text ?? offered?.text ?? "", LONGEST);
  const why = area(`why-${id}`, wording.why ?? "", 1000);
  const change = (): Change => ({ clause: id, text: text.value, why: why.value });
  const put = (event: Event): void => {
    event.preventDefault();
    door.take(change());
  };
  return el("form", { class: "agreement-form", onsubmit: put, oninput: () => door.writing.word(change()) },
    el("div", { class: "field" }, el("label", { for: text.id }, say("agreement.your_words")), el("span", { class: "shut" }, text), wordingPicker({ clause: id, options: clauseOf(id).options, input: text })),
    el("div", { class: "field" }, el("label", { for: why.id }, say("agreement.why")), el("span", { class: "shut" }, why)),
    actions(button(say("agreement.propose_one", { partner: isolate(door.partner) }), null, { type: "submit" }), button(say("agreement.leave_as_is"), () => door.leave(id), { kind: "quiet" })));
}

function area(id: string, value: string, maxlength: number): HTMLTextAreaElement {
  const made = el("textarea", { id, rows: 2, maxlength, dir: "auto", spellcheck: "false", autocomplete: "off" });
  made.value = value;
  return made;
}
