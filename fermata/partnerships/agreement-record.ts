/** Taking the agreement out: as text, as Markdown, and as a record anybody can check without this server. */
import type { AgreementView, Proposal } from "../../web/page/desk.ts";
import { dayOf, say } from "../../web/page/words.ts";
import { numberOf, titleOf } from "./clauses.ts";

export interface Saved {
  name: string;
  type: string;
  content: string;
}

export function asText(view: AgreementView, proposal: Proposal): Saved {
  const clauses = proposal.clauses.map(({ id, text }) => `${[numberOf(id), titleOf(id)].filter(Boolean).join(" ")}\n${text}\n`);
  const content = [say("agreement.version", { number: proposal.number }), "", ...clauses, ...signedLines(view, proposal), say("agreement.digest", { digest: proposal.digest }), ""].join("\n");
  return { name: `agreement-${proposal.number}.txt`, type: "text/plain", content };
}

export function asMarkdown(view: AgreementView, proposal: Proposal): Saved {
  const clauses = proposal.clauses.map(({ id, text }) => `## ${[numberOf(id), titleOf(id)].filter(Boolean).join(". ")}\n\n${text}\n`);
  const signed = signedLines(view, proposal).map((line) => `- ${line}`);
  const content = [`# ${say("agreement.version", { number: proposal.number })}`, "", ...clauses, ...signed, "", `\`${proposal.digest}\``, ""].join("\n");
  return { name: `agreement-${proposal.number}.md`, type: "text/markdown", content };
}

function signedLines({ members }: AgreementView, { signatures }: Proposal): string[] {
  return members.flatMap(({ person, name }) => signatures.filter((one) => one.person === person && one.holds).map(({ signed_at, withdrawn_at }) => `${name}: ${say("agreement.signed", { day: dayOf(signed_at) })}${withdrawn_at === null ? "" : `; ${say("agreement.withdrawn", { day: dayOf(withdrawn_at) })}`}`));
}

/** Everything `python -m fermata.partnerships.record` needs: the text as signed, the signatures, the public keys. */
export function asRecord(view: AgreementView, proposal: Proposal): Saved {
  const { space, members } = view;
  const { number, digest, text } = proposal;
  const signatures = proposal.signatures.map(({ person, proof, signed_at, withdrawn_at }) => ({ person, proof, signed_at, withdrawn_at }));
  const people = members.map(({ person, name, bundles }) => ({ person, name, bundles }));
  return { name: `agreement-${number}.record.json`, type: "application/json", content: `${JSON.stringify({ format: "fermata-agreement-record/1", space, number, digest, text, people, signatures }, null, 1)}\n` };
}

/** Hands a file to the browser, which asks the person where to. */
export function save({ name, type, content }: Saved): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
