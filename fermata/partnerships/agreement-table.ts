/** From what the vault's worker has opened to the table at which the members sit. Pure. */
import type { AgreementView, Clause, Proposal } from "../../web/page/desk.ts";
import { type Change, type Table, canAcceptAll, clausesOnTable, isOpen, sameClauses, settledText } from "./negotiation.ts";

/** Whoever has signed the newest words and has said nothing else since stands behind them. */
export function tableOf({ me, members, proposals }: Pick<AgreementView, "me" | "members" | "proposals">): Table {
  const signed: Record<string, readonly Clause[]> = {};
  for (const { person } of members) {
    const last = proposals.find((one) => one.signatures.some((found) => found.person === person && found.holds && found.withdrawn_at === null));
    if (last !== undefined) signed[person] = last.clauses;
  }
  return { me, members, signed };
}

/** The proposal that carries exactly the words settled now, if it is the newest. */
export function pendingOf(view: Pick<AgreementView, "me" | "members" | "proposals" | "current">): Proposal | null {
  const table = tableOf(view);
  const { current } = view;
  if (current === null || current.problem !== undefined || clausesOnTable(table).some(isOpen)) return null;
  return sameClauses(current.clauses, settledText(table)) ? current : null;
}

/** What I would say yes to by signing now: everything that waits for nothing but me. */
export function acceptable(view: Pick<AgreementView, "me" | "members" | "proposals">): Change[] {
  const table = tableOf(view);
  if (!canAcceptAll(table)) return [];
  return clausesOnTable(table).filter(isOpen).map(({ id, offered }) => ({ clause: id, text: offered?.text ?? "" }));
}

/** The words I would sign by signing now: what is settled, and what waits for nothing but me. `null` while more is open. */
export function toSign(view: Pick<AgreementView, "me" | "members" | "proposals">): Clause[] | null {
  const table = tableOf(view);
  const accepted = acceptable(view);
  if (accepted.length === 0 && clausesOnTable(table).some(isOpen)) return null;
  return [...settledText(table), ...accepted.map(({ clause, text }) => ({ id: clause, text }))];
}
