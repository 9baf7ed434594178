/** The whole agreement on one page: how far we are, what is open, what is settled, signing, and taking it with us. */
import type { AgreementView, Clause, Proposal } from "../../web/page/desk.ts";
import { el, type Child } from "../../web/page/dom.ts";
import { actions, button, isolate, mark, refusal } from "../../web/page/parts.ts";
import { dayOf, listed, say } from "../../web/page/words.ts";
import { type ClauseDoor, openClause } from "./agreement-clause.ts";
import { asMarkdown, asRecord, asText, save } from "./agreement-record.ts";
import { acceptable, pendingOf, tableOf } from "./agreement-table.ts";
import { clauseList, signatures, signedBy } from "./agreement-words.ts";
import { clauseAdder } from "./clause-fields.ts";
import { clauseIds, clauseOf, titleOf } from "./clauses.ts";
import { type ClauseView, type Table, clausesOnTable, clauseView, isOpen, settledText, stricterOptions, tighterOf } from "./negotiation.ts";

export interface Doors extends Omit<ClauseDoor, "inForce"> {
  tighten: (clause: string, text: string, inForce: string) => void;
  sign: () => void;
  withdraw: (number: number) => void;
}

export function agreementPage(view: AgreementView, doors: Doors): HTMLElement[] {
  const table = tableOf(view);
  const all = clausesOnTable(table);
  const { wordings } = doors.writing;
  const shown = [...all, ...[...wordings.keys()].filter((id) => !all.some((clause) => clause.id === id)).map((id) => clauseView(table, id))];
  const inForce = new Map((view.inForce?.clauses ?? []).map(({ id, text }) => [id, text]));
  const open = shown.filter((clause) => !view.isOver && (isOpen(clause) || wordings.has(clause.id)));
  const parts = [
    howFar(view, all),
    ...open.map((clause) => openClause(clause, { ...doors, inForce })),
    settled(view, { table, doors, isFirst: open.length === 0 }),
    view.isOver ? null : adder(shown, doors),
    signing(view, { open, doors }),
    former(view, table),
    takeOut(view),
  ];
  return parts.filter((part) => part !== null);
}

function howFar(view: AgreementView, all: readonly ClauseView[]): HTMLElement | null {
  const open = all.filter(isOpen).length;
  if (open === 0) {
    const holds = view.inForce !== null && pendingOf(view)?.number === view.inForce.number;
    const standing = view.isOver ? "agreement.was_in_force" : "agreement.in_force";
    const words = holds ? say(standing, { number: view.inForce!.number }) : say("agreement.settled");
    return el("p", {}, mark(words, { who: view.members.length > 2 ? "all" : "both", tone: "strong" }));
  }
  const agreed = all.filter(({ standing }) => standing === "settled").length;
  const out = all.filter(({ standing }) => standing === "left_out").length;
  const words = [agreed > 0 && say("agreement.far_settled", { count: agreed }), say("agreement.far_open", { count: open }), out > 0 && say("agreement.far_out", { count: out })].filter(Boolean).join(" · ");
  const heads = all.map(({ standing }) => (standing === "settled" ? "full" : standing === "left_out" ? "none" : "open"));
  return el("div", { class: "how-far" }, el("p", { class: "run", role: "img", "aria-label": words }, ...heads.toSorted().map((head) => el("i", { class: `head ${head}` }))), el("p", {}, words));
}

function adder(shown: readonly ClauseView[], doors: Doors): HTMLElement {
  const there = new Set(shown.filter(({ standing, mine }) => standing !== "left_out" || mine.text === null).map(({ id }) => id));
  const more = clauseAdder({ rest: () => clauseIds.filter((id) => !there.has(id)), add: doors.edit });
  return el("details", { class: "unprinted" }, el("summary", {}, say("agreement.add_clause")), more);
}

interface Settled {
  table: Table;
  doors: Doors;
  isFirst: boolean;
}

function settled(view: AgreementView, { table, doors, isFirst }: Settled): HTMLElement | null {
  const clauses = settledText(table);
  if (clauses.length === 0) return null;
  const inForce = new Map((view.inForce?.clauses ?? []).map(({ id, text }) => [id, text]));
  const more = (clause: Clause): (HTMLElement | null)[] => [...tightened(view, clause.id, inForce.get(clause.id)), changeIt(view, { clause, doors, inForce: inForce.get(clause.id) })];
  const list = clauseList(clauses, more);
  return isFirst ? list : el("details", { class: "former" }, el("summary", {}, say("agreement.settled_clauses", { count: clauses.length })), list);
}

/** What a member has made stricter for what is theirs. */
function tightened({ members }: AgreementView, id: string, inForce: string | undefined): HTMLElement[] {
  if (inForce === undefined) return [];
  return members.flatMap(({ name, side }) => {
    const found = tighterOf(side, { clause: clauseOf(id), inForce });
    return found === null ? [] : [el("p", { class: "tighter" }, el("small", {}, say("agreement.tighter_for", { name: isolate(name), day: dayOf(found.at) })), " ", el("span", { class: "said" }, found.text))];
  });
}

function changeIt(view: AgreementView, { clause, doors, inForce }: { clause: Clause; doors: Doors; inForce: string | undefined }): HTMLElement | null {
  if (view.isOver) return null;
  const title = titleOf(clause.id);
  const mine = view.members.find(({ person }) => person === view.me)?.side ?? null;
  const now = inForce === undefined ? null : (tighterOf(mine, { clause: clauseOf(clause.id), inForce })?.text ?? inForce);
  const offers = stricterOptions(clauseOf(clause.id), now).map((text) => el("li", {}, el("button", { class: "button quiet said", type: "button", onclick: () => doors.tighten(clause.id, text, inForce ?? "") }, text)));
  const change = button(say("agreement.change"), () => doors.edit(clause.id), { kind: "quiet" });
  change.setAttribute("aria-label", `${say("agreement.change")}: ${title}`);
  const tighten = el("details", { class: "wordings" }, el("summary", {}, say("agreement.tighten"), el("span", { class: "away" }, `: ${title}`)), el("p", {}, el("small", {}, say("agreement.tighten_means"))), el("ul", {}, ...offers));
  return el("div", { class: "unprinted" }, actions(change), offers.length > 0 && tighten);
}

function signing(view: AgreementView, { open, doors }: { open: readonly ClauseView[]; doors: Doors }): HTMLElement | null {
  const pending = pendingOf(view);
  const inForce = pending !== null && pending.number === view.inForce?.number;
  const lines = signatures(pending, view);
  if (view.isOver) return signatures(view.inForce ?? view.current, view);
  if (pending !== null && signedBy(view.me, pending)) {
    const withdraw = button(say("agreement.withdraw"), () => doors.withdraw(pending.number), { kind: "quiet" });
    return el("section", { "aria-label": say("agreement.signed_by") }, lines, !inForce && el("p", {}, say("agreement.waits_for_others")), actions(withdraw));
  }
  return el("section", { class: "held", "aria-labelledby": "sign" }, el("h2", { id: "sign", class: "when" }, say("agreement.sign_or_sleep")), lines, ...signHere(view, { open, doors }));
}

function signHere(view: AgreementView, { open, doors }: { open: readonly ClauseView[]; doors: Doors }): Child[] {
  const all = acceptable(view).length > 0;
  if (open.length > 0 && !all) return [open.every(({ standing }) => standing === "mine") ? el("p", {}, say("agreement.waits_for_others")) : refusal(say("agreement.still_open", { count: open.length }))];
  const missing = stillNeeded(view, open);
  return [
    missing.length > 0 && el("p", {}, el("small", {}, say("agreement.usually", { titles: listed(missing.map(titleOf)) }))),
    actions(button(say(all ? "agreement.agree_and_sign" : "agreement.sign"), doors.sign, { kind: "first" })),
  ];
}

/** Clauses a full agreement usually has. A short one needs none of them; that is said, and holds nobody up. */
function stillNeeded(view: AgreementView, open: readonly ClauseView[]): string[] {
  const there = new Set([...settledText(tableOf(view)).map(({ id }) => id), ...open.map(({ id }) => id)]);
  return there.size <= SHORT ? [] : clauseIds.filter((id) => clauseOf(id).required && !there.has(id));
}

const SHORT = 8;

/** While new words are in the making, the old ones hold. */
function former({ inForce, current, ...view }: AgreementView, table: Table): HTMLElement | null {
  const isSame = inForce !== null && !clausesOnTable(table).some(isOpen) && pendingOf({ current, ...view })?.number === inForce.number;
  if (inForce === null || isSame || view.isOver) return null;
  return el("details", { class: "former" }, el("summary", {}, say("agreement.still_in_force", { number: inForce.number })), clauseList(inForce.clauses), signatures(inForce, view));
}

function takeOut(view: AgreementView): HTMLElement | null {
  const proposal: Proposal | null = view.inForce ?? pendingOf(view);
  if (proposal === null) return null;
  const out = [asText, asMarkdown, asRecord].map((make) => button(say(`agreement.${make === asText ? "as_text" : make === asMarkdown ? "as_markdown" : "as_record"}`), () => save(make(view, proposal)), { kind: "quiet" }));
  return el("details", { class: "unprinted" }, el("summary", {}, say("agreement.take_out")), actions(button(say("agreement.print"), () => print()), ...out), el("p", {}, el("small", {}, say("agreement.record_means"))));
}
