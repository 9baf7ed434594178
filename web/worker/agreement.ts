/** The agreement of a partnership: texts opened and every signature checked here, in this browser. */
import {
  accountSigner, agreementDigest, agreementItem, agreementText, base64, canonicalBundle, checkProof, fingerprint, gossipOf, openItem, readAgreement, sealItem, sha256Hex,
  signAgreement, Tampered, type HeldItem, type OpenSpace, type Signable,
} from "../vault/index.ts";
import { heldState, holdState } from "./memory.ts";
import { checkGossip, myPrint, people } from "./people.ts";
import { Refusal, refusalOf } from "./refusal.ts";
import type { Setting } from "./setting.ts";
import { open } from "./setting.ts";
import type { AgreementSignature, AgreementText, AgreementView, Proposal } from "./shapes.ts";
import { sidesOf } from "./sides.ts";
import { personsOf, readable, withSpace, writable } from "./spaces.ts";

interface SignatureAnswer {
  person: string;
  proof: string;
  signed_at: string;
  withdrawn_at: string | null;
}

interface ProposalAnswer {
  number: number;
  digest: string;
  file: string;
  signatures: SignatureAnswer[];
}

interface PartnershipAnswer {
  id: string;
  space: string;
  over: boolean;
  members: { person: string; name: string }[];
  agreement: { proposals: ProposalAnswer[] };
}

/**
 * @throws {@link Tampered} `older` when the newest words this browser has seen are kept back; `old_in_force` when
 * earlier words are shown as in force than this browser has seen signed by all
 */
export async function agreement(setting: Setting, order: { partnership: string }): Promise<AgreementView> {
  const memory = { setting, id: order.partnership, print: myPrint(setting) };
  const held = await heldState(memory);
  const answer = await ask(setting, order);
  await readable(setting, answer.space);
  const told = answer.agreement.proposals.toSorted((a, b) => b.number - a.number);
  if (held !== null && (told[0]?.number ?? 0) < held.ver) throw new Tampered("older");
  const proposals = await Promise.all(told.map((proposal) => proposalOf({ setting, answer, proposal, held })));
  const [newest] = proposals;
  if (newest !== undefined && newest.problem === undefined) {
    await holdState({ ...memory, held: { ver: newest.number, hash: sha256Hex(base64.decode(told[0]!.file)) } });
  }
  const inForce = await inForceNow({ setting, id: order.partnership, proposals });
  const { open: space } = await readable(setting, answer.space);
  const isWithheld = personsOf(space).some((person) => !answer.members.some((member) => member.person === person));
  if (isWithheld && !answer.over) throw new Tampered("withheld");
  const members = await sidesOf({ setting, space, members: answer.members });
  return {
    partnership: answer.id, space: answer.space, me: open(setting).person, isOver: answer.over, proposals, current: newest ?? null, inForce,
    members: members.map(({ version, ...member }) => ({ ...member, bundles: bundlesOf(space, member.person) })),
    sideVersion: members.find(({ person }) => person === open(setting).person)?.version ?? 0,
  };
}

function bundlesOf(space: OpenSpace, person: string): string[] {
  return space.people.filter(({ user }) => user === person).map(canonicalBundle);
}

/** The newest words that all have ever signed, if none has withdrawn since. Older ones never come back by themselves. */
async function inForceNow(order: { setting: Setting; id: string; proposals: Proposal[] }): Promise<Proposal | null> {
  const { setting, id, proposals } = order;
  const place = { setting, id: `${id}/in-force`, print: myPrint(setting) };
  const reached = proposals.find((one) => one.reached);
  const held = await heldState(place);
  if (held !== null && (reached?.number ?? 0) < held.ver) throw new Tampered("old_in_force");
  if (reached !== undefined) await holdState({ ...place, held: { ver: reached.number, hash: reached.digest } });
  return reached?.inForce ? reached : null;
}

/** @throws {@link Refusal} `stale` when the other proposed something in the meantime */
export async function propose(setting: Setting, order: { partnership: string; base: number } & AgreementText): Promise<{ number: number }> {
  const { clauses, base } = order;
  const answer = await ask(setting, order);
  const { open: space } = await writable(setting, answer.space);
  const before = answer.agreement.proposals.find((one) => one.number === base);
  const { keys, bundle } = open(setting);
  const text = agreementText(clauses);
  const item = agreementItem(answer.space);
  const klog = gossipOf((await people(setting)).view);
  const prev = before === undefined ? "" : sha256Hex(base64.decode(before.file));
  const at = new Date(setting.now()).toISOString();
  const version = { note: item, ver: base + 1, prev, at, kind: "agreement", aseq: 0, seen: {}, klog };
  const file = base64.encode(await sealItem({ space, keys, me: bundle, version, text }));
  return setting.wire.post(`/api/partnerships/${answer.id}/agreement/`, { number: base, digest: agreementDigest(text), file, item });
}

/** Sign the text that was read here under this number. @throws {@link Refusal} `text_changed` when it is another by now */
export async function sign(setting: Setting, order: { partnership: string; number: number; digest: string }): Promise<{ in_force: boolean }> {
  const { partnership, number, digest } = order;
  const { proposals, space } = await agreement(setting, { partnership });
  const proposal = proposals.find((one) => one.number === number);
  if (proposal?.problem !== undefined) throw new Refusal(proposal.problem);
  if (proposal?.digest !== digest || proposal !== proposals[0]) throw new Refusal("text_changed");
  await writable(setting, space);
  const proof = await signAgreement({ space, number, digest }, accountSigner(open(setting).keys));
  return setting.wire.post(`/api/partnerships/${partnership}/signature/`, { number, digest, proof });
}

export async function withdrawSignature(setting: Setting, order: { partnership: string; number: number }): Promise<void> {
  await setting.wire.post(`/api/partnerships/${order.partnership}/signature/withdraw/`, { number: order.number });
}

async function ask(setting: Setting, { partnership }: { partnership: string }): Promise<PartnershipAnswer> {
  return setting.wire.get<PartnershipAnswer>(`/api/partnerships/${partnership}/`);
}

async function proposalOf(order: { setting: Setting; answer: PartnershipAnswer; proposal: ProposalAnswer; held: HeldItem | null }): Promise<Proposal> {
  const { setting, answer, proposal } = order;
  const { number, digest } = proposal;
  const held = order.held?.ver === number ? order.held : null;
  try {
    const { by, ...words } = await withSpace(setting, answer.space, ({ open: space }) => textOf({ setting, space, proposal, held }));
    const { open: space } = await readable(setting, answer.space);
    const signatures = await Promise.all(proposal.signatures.map((signature) => signatureOf({ space, proposal, signature })));
    const ever = (person: string) => signatures.some((one) => one.person === person && one.holds);
    const standing = (person: string) => signatures.some((one) => one.person === person && one.holds && one.withdrawn_at === null);
    const all = personsOf(space);
    return { number, digest, by, ...words, signatures, reached: all.every(ever), inForce: all.every(standing) };
  } catch (error) {
    return { number, digest, by: "", clauses: [], text: "", signatures: [], reached: false, inForce: false, problem: refusalOf(error).code };
  }
}

async function textOf(order: { setting: Setting; space: OpenSpace; proposal: ProposalAnswer; held: HeldItem | null }): Promise<AgreementText & { by: string; text: string }> {
  const { setting, space, proposal, held } = order;
  const place = { note: agreementItem(space.space), version: proposal.number, held };
  const opened = await openItem({ file: base64.decode(proposal.file), space, place });
  if (opened === null) throw new Tampered("not_for_us");
  if (opened.heading.kind !== "agreement") throw new Tampered("swapped");
  await checkGossip(setting, opened.heading.klog);
  const { clauses } = readAgreement({ text: opened.text, digest: proposal.digest });
  return { clauses, text: opened.text, by: opened.heading.by };
}

/** A proof may be by any keys its person has, or had before they were let back in. */
async function signatureOf(order: { space: OpenSpace; proposal: ProposalAnswer; signature: SignatureAnswer }): Promise<AgreementSignature> {
  const { space, proposal, signature } = order;
  const { person, proof, signed_at, withdrawn_at } = signature;
  const signable: Signable = { space: space.space, number: proposal.number, digest: proposal.digest };
  let holds = false;
  for (const bundle of space.people) {
    const belongs = [...space.members, ...space.former].includes(fingerprint(bundle));
    if (bundle.user !== person || !belongs) continue;
    holds ||= await checkProof({ signable, proof, publicKey: bundle.sign }).then(() => true, () => false);
  }
  return { person, signed_at, withdrawn_at, holds, proof };
}
