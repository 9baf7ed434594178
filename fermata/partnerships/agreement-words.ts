/** Drawing an agreement: its clauses, and who has signed. */
import { el } from "../../web/page/dom.ts";
import { heads } from "../../web/page/parts.ts";
import { dayOf, say } from "../../web/page/words.ts";
import type { AgreementSignature, Clause, Proposal } from "../../web/page/desk.ts";
import { numberOf, titleOf } from "./clauses.ts";

export interface Signer {
  person: string;
  name: string;
}

/** The clauses as people wrote them, each under its title. */
export function clauseList(clauses: readonly Clause[], more: (clause: Clause) => (HTMLElement | null)[] = () => []): HTMLElement {
  return el(
    "dl",
    { class: "facts clauses" },
    ...clauses.map((clause) => el("div", {}, el("dt", {}, numberOf(clause.id) && `${numberOf(clause.id)} `, titleOf(clause.id)), el("dd", {}, el("p", { class: "said", dir: "auto" }, clause.text), ...more(clause)))),
  );
}

/** A line for each member, signed or still empty; mine first. */
export function signatures(proposal: Pick<Proposal, "signatures"> | null, { me, members }: { me: string; members: readonly Signer[] }): HTMLElement {
  const mineFirst = members.toSorted((a, b) => Number(b.person === me) - Number(a.person === me));
  return el("div", { class: "signing" }, ...mineFirst.map((member) => signature(proposal?.signatures ?? [], member, member.person === me)));
}

function signature(all: readonly AgreementSignature[], { person, name }: Signer, isMine: boolean): HTMLElement {
  const standing = all.find((found) => found.person === person && found.withdrawn_at === null);
  const withdrawn = all.find((found) => found.person === person && found.withdrawn_at !== null);
  const state = standing ? (standing.holds ? "signed" : "broken") : withdrawn ? "withdrawn" : "waiting";
  return el(
    "div",
    { class: `signature ${state}` },
    el("span", { class: "hand", "aria-hidden": "true" }, el("bdi", {}, state === "signed" || state === "withdrawn" ? name : "")),
    el("strong", {}, heads(isMine ? "me" : "partner"), el("bdi", {}, isMine ? say("agreement.you") : name)),
    el("small", {}, say(`agreement.${state}`, { day: dayOf(standing?.signed_at ?? withdrawn?.withdrawn_at ?? "") })),
  );
}

/** Has this person a signature standing under these words? */
export function signedBy(person: string, proposal: Pick<Proposal, "signatures">): boolean {
  return proposal.signatures.some((found) => found.person === person && found.withdrawn_at === null && found.holds);
}
