/** Drawing an agreement: its lines, who signed, and what can be done with it. */
import { el } from "../../web/page/dom.ts";
import { heads } from "../../web/page/parts.ts";
import { language, say } from "../../web/page/words.ts";
import type { AgreementSignature, AgreementText, Proposal } from "../../web/page/desk.ts";

export interface Members {
  /** My id, and how I am called. */
  me: string;
  name: string;
  partner: string;
}

/** The lines as people wrote them, numbered as clauses are. */
export function lines(text: AgreementText): HTMLElement {
  const own = text.own.trim();
  return el(
    "ol",
    { class: "lines" },
    ...text.lines.map((line) => el("li", { class: "said", dir: "auto" }, line)),
    own !== "" && el("li", { class: "said own", dir: "auto" }, own),
  );
}

/** A line for each of the two, signed or still empty. */
export function signatures(proposal: Proposal, members: Members): HTMLElement {
  return el("div", { class: "signing" }, signature(proposal, members, true), signature(proposal, members, false));
}

function signature(proposal: Proposal, members: Members, mine: boolean): HTMLElement {
  const own = (found: AgreementSignature) => (found.person === members.me) === mine;
  const standing = proposal.signatures.find((found) => own(found) && found.withdrawn_at === null);
  const withdrawn = proposal.signatures.find((found) => own(found) && found.withdrawn_at !== null);
  const name = mine ? members.name : members.partner;
  const state = standing ? (standing.holds ? "signed" : "broken") : withdrawn ? "withdrawn" : "waiting";
  return el(
    "div",
    { class: `signature ${state}` },
    el("span", { class: "hand", "aria-hidden": "true" }, el("bdi", {}, state === "signed" || state === "withdrawn" ? name : "")),
    el("strong", {}, heads(mine ? "me" : "partner"), el("bdi", {}, mine ? say("agreement.you") : name)),
    el("small", {}, say(`agreement.${state}`, { day: day(standing?.signed_at ?? withdrawn?.withdrawn_at ?? "") })),
  );
}

export function day(iso: string): string {
  if (iso === "") return "";
  return new Date(iso).toLocaleDateString(language(), { day: "numeric", month: "long", year: "numeric" });
}

/** Has this person a signature standing under these words? */
export function signedBy(person: string, proposal: Proposal): boolean {
  return proposal.signatures.some((found) => found.person === person && found.withdrawn_at === null && found.holds);
}
