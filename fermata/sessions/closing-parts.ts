/** The parts of a close that are more than a text: one experiment, and how it was. Each keeps itself, and may stay empty. */
import { desk } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { readers } from "../../web/page/parts.ts";
import { say } from "../../web/page/words.ts";
import { PRIVATE } from "../vault/field-parts.ts";
import { itemOf } from "./afterwards.ts";
import { box, oneOf, toggle } from "./between/boxes.ts";
import { type Experiment, readExperiment } from "./between/experiment.ts";
import { type Kept, fields, isOneOf, keepMine, parsed } from "./between/records.ts";
import { Writing } from "./between/writing.ts";
import { othersByName } from "./company.ts";
import type { Room } from "./room.ts";

/** So long after the last word it is kept. */
const ALONE_AFTER_MS = 5_000;
const PULSE = ["room", "new", "next"] as const;
const ANSWERS = ["yes", "partly", "not_yet"] as const;

type Pulse = Partial<Record<(typeof PULSE)[number], (typeof ANSWERS)[number]>>;

function readPulse(value: unknown): Pulse | null {
  const found = fields(value);
  return found === null ? null : Object.fromEntries(PULSE.flatMap((name) => (isOneOf(found[name], ANSWERS) ? [[name, found[name]]] : [])));
}

/** A part of the close that keeps itself. */
export interface ClosingPart {
  node: HTMLElement;
  /** Now, what is not kept yet: before this page is left. */
  keep(): Promise<void>;
}

/** A record of mine from this meeting; null when there is none, or nobody can be asked just now. */
async function mineOf<Value>(item: string, { own, read }: { own: string; read: (value: unknown) => Value | null }): Promise<Kept<Value> | null> {
  const found = await desk.read({ space: own, item }).catch(() => null);
  const value = found === null ? null : read(parsed(found.text));
  return found === null || value === null ? null : { item, version: found.version, by: found.by, at: found.at, about: found.about, value };
}

export async function experimentPart({ line, company, space, own }: Room): Promise<ClosingPart> {
  const { seed = "", ended } = line.held.state ?? {};
  const item = await itemOf(seed, `experiment/${company.me}`);
  const kept = await mineOf(item, { own, read: readExperiment });
  const writing = new Writing<Experiment>({ space: own, item, kind: "experiment", about: space, read: readExperiment, kept });
  const begun = (await writing.begin()) ?? { when: "", will: "", made_at: ended?.at ?? 0, state: "open" as const, outcome: "", given: false };
  const when = el("input", { type: "text", maxlength: "400", value: begun.when, ...PRIVATE });
  const will = el("input", { type: "text", maxlength: "400", value: begun.will, ...PRIVATE });
  const given = toggle(say("between.prepare.may_read", { name: othersByName(company) }), { checked: begun.given });
  const value = (): Experiment => ({ ...begun, when: when.value, will: will.value, given: given.input.checked });
  const copy = async (): Promise<boolean> => {
    if (!given.input.checked && !begun.given) return true;
    const shared = await itemOf(seed, `experiment-given/${company.me}`);
    const before = await desk.read({ space, item: shared }).catch(() => null);
    const text = given.input.checked ? value() : { ...value(), when: "", will: "" };
    return keepMine({ space, item: shared, kind: "experiment", about: space, value: text, base: before?.version ?? 0 }).then(() => true, () => false);
  };
  const node = el("div", { class: "experiment-form" }, box(say("room.experiment_when"), when), box(say("room.experiment_will"), will), given, readers({ who: "me", partner: "" }), writing.line);
  const keep = keepsItself(node, { after: ALONE_AFTER_MS, typed: () => writing.typed(value()), keep: async () => (await writing.keep(value())) && (await copy()) });
  return { node, keep };
}

/** How it was for me, for me alone: three questions nobody has to answer. */
export async function pulsePart({ line, company, space, own }: Room): Promise<ClosingPart> {
  const item = await itemOf(line.held.state?.seed ?? "", `pulse/${company.me}`);
  const kept = await mineOf(item, { own, read: readPulse });
  const writing = new Writing<Pulse>({ space: own, item, kind: "pulse", about: space, read: readPulse, kept });
  const begun = (await writing.begin()) ?? {};
  const options = ANSWERS.map((value) => ({ value, words: say(`room.pulse.${value}`) }));
  const rows = PULSE.map((name) => ({ name, chosen: oneOf(say(`room.pulse_${name}`), { name: `pulse-${name}`, options, value: begun[name] ?? "" }) }));
  const value = (): Pulse => readPulse(Object.fromEntries(rows.map(({ name, chosen }) => [name, chosen.value]))) ?? {};
  const node = el("div", { class: "pulse" }, ...rows.map(({ chosen }) => chosen.node), readers({ who: "me", partner: "" }), writing.line);
  const keep = keepsItself(node, { after: 0, typed: () => writing.typed(value()), keep: () => writing.keep(value()) });
  return { node, keep };
}

/** @returns what keeps it now; what could not be kept is tried again while the page is there */
function keepsItself(node: HTMLElement, { after, typed, keep }: { after: number; typed(): void; keep(): Promise<boolean> }): () => Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isPending = false;
  let keeping: Promise<void> = Promise.resolve();
  const later = (wait: number): void => {
    isPending = true;
    clearTimeout(timer);
    timer = setTimeout(() => void now(), wait);
  };
  const now = (): Promise<void> => {
    clearTimeout(timer);
    if (!isPending) return keeping;
    isPending = false;
    return (keeping = keeping.then(keep).then((isKept) => void (isKept || !node.isConnected || later(ALONE_AFTER_MS))));
  };
  const changed = (): void => {
    typed();
    later(after);
  };
  node.addEventListener("input", changed);
  node.addEventListener("change", changed);
  node.addEventListener("focusout", ({ relatedTarget }) => void ((relatedTarget !== null && node.contains(relatedTarget as Node)) || now()));
  return now;
}
