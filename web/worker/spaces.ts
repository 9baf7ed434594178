/** Spaces: opening them, making their first key, who in them is whom, and letting somebody back in. */
import {
  base64, fingerprint, heldKey, newStatement, openSpaceOf, openStatement, pinned, readmission, sealStatement, Tampered,
  type Bundle, type HeldKey, type OpenSpace, type Statement,
} from "../vault/index.ts";
import { heldKeyOf, holdKey } from "./memory.ts";
import { myPrint, newest, people, refreshPeople } from "./people.ts";
import { changePins, pinsOf } from "./pins_here.ts";
import { isRefusal, Refusal } from "./refusal.ts";
import type { Setting, SpaceHere } from "./setting.ts";
import { open, shared } from "./setting.ts";
import type { SpaceMember, SpaceView, Standing } from "./shapes.ts";

interface Person {
  person: string;
  name: string;
}

export interface SpaceAnswer {
  id: string;
  kind: "own" | "shared";
  members: Person[];
  read_only: boolean;
  key: { epoch: number; version: number; file: string } | null;
}

export type ReadableSpace = SpaceHere & { open: OpenSpace };

/** The space of this page, opened once; `fresh` asks the server again. */
export async function space(setting: Setting, id: string, { fresh = false } = {}): Promise<SpaceHere> {
  const known = setting.spaces.get(id);
  if (known !== undefined && known.open !== null && !fresh) return known;
  open(setting);
  const here = await shared(setting, `space/${id}`, () => loadTwice(setting, id));
  setting.spaces.set(id, here);
  return here;
}

/**
 * The space of a page that names its other readers: from then on nobody else may be in it.
 * @throws {@link Tampered} `unknown_member`
 */
export async function openSpace(setting: Setting, order: { space: string; people?: readonly string[]; fresh?: boolean }): Promise<SpaceView> {
  if (order.people !== undefined) setting.named.set(order.space, order.people);
  const here = await space(setting, order.space, order);
  checkNamed(setting, here);
  return here.view;
}

/** A space that can be read. @throws {@link Refusal} `partner_has_no_space` or `partner_must_let_me_in` while it waits */
export async function readable(setting: Setting, id: string): Promise<ReadableSpace> {
  const here = await space(setting, id);
  if (here.open === null) throw new Refusal(here.view.waiting ?? "not_there");
  checkNamed(setting, here);
  return { ...here, open: here.open };
}

/** Everybody this space is locked for: what the server says of its members is not asked. */
export function personsOf(space: OpenSpace): string[] {
  return space.people.filter((bundle) => space.members.includes(fingerprint(bundle))).map((bundle) => bundle.user);
}

/** Where somebody has left, nothing is written any more, and pages name those who stay. */
function checkNamed(setting: Setting, { view, open: space }: SpaceHere): void {
  if (space !== null && !view.readOnly) mustBeNamed(setting, view.id, personsOf(space));
}

function mustBeNamed(setting: Setting, id: string, persons: readonly string[]): void {
  const named = setting.named.get(id);
  const { person: me } = open(setting);
  if (named !== undefined && persons.some((person) => person !== me && !named.includes(person))) throw new Tampered("unknown_member");
}

/**
 * Do something with a space; when its people changed since this page learned of them, learn again and
 * do it once more.
 */
export async function withSpace<T>(setting: Setting, id: string, work: (here: ReadableSpace) => Promise<T>): Promise<T> {
  try {
    return await work(await readable(setting, id));
  } catch (error) {
    if (!isNews(error)) throw error;
    await refreshPeople(setting);
    await space(setting, id, { fresh: true });
    return work(await readable(setting, id));
  }
}

/** Somebody we do not know of: perhaps they came after this page asked. */
function isNews(error: unknown): boolean {
  return error instanceof Tampered && ["unknown_author", "unknown_member"].includes(error.code);
}

/** A space that can be written to: nobody's keys are in doubt. */
export async function writable(setting: Setting, id: string): Promise<ReadableSpace> {
  const here = await readable(setting, id);
  if (here.view.readOnly) throw new Refusal("read_only");
  if (here.view.members.some((member) => member.standing === "changed")) throw new Tampered("key_changed");
  return here;
}

/**
 * Write the space's key again for a member who started over.
 * @throws {@link Refusal} `confirm_first` unless their words were confirmed for the keys they have now
 */
export async function letBackIn(setting: Setting, order: { space: string; person: string }): Promise<SpaceView> {
  await refreshPeople(setting);
  const { answer, held } = await askFor(setting, order.space);
  const opened = await openKey({ setting, answer, held });
  if (opened === null) throw new Refusal("partner_must_let_me_in");
  const view = await viewOf({ setting, answer, statement: opened.statement });
  const member = view.members.find((one) => one.person === order.person);
  if (member === undefined) throw new Refusal("not_there");
  if (member.standing !== "confirmed") throw new Refusal("confirm_first", { name: member.name });
  if (!member.inside) await readmit({ setting, answer, opened, person: order.person });
  return (await space(setting, order.space, { fresh: true })).view;
}

async function loadTwice(setting: Setting, id: string): Promise<SpaceHere> {
  try {
    const here = await load(setting, id);
    if (here.view.waiting !== "partner_has_no_space") return here;
  } catch (error) {
    if (!isNews(error)) throw error;
  }
  await refreshPeople(setting);
  return load(setting, id);
}

async function load(setting: Setting, id: string): Promise<SpaceHere> {
  const { answer, held } = await askFor(setting, id);
  const opened = await openKey({ setting, answer, held });
  if (opened !== null) return ready(setting, answer, opened.statement);
  const made = await makeKey(setting, answer);
  if (made === "stale") return load(setting, id);
  if (made !== null) return ready(setting, answer, made);
  const waiting = answer.key === null ? "partner_has_no_space" : "partner_must_let_me_in";
  return { view: { ...(await viewOf({ setting, answer, statement: null })), waiting }, open: null };
}

/** What we hold is read before we ask: see memory.ts. */
async function askFor(setting: Setting, id: string): Promise<{ answer: SpaceAnswer; held: HeldKey | null }> {
  const held = await heldKeyOf({ keeper: setting.keeper, space: id, print: myPrint(setting) });
  const answer = await setting.wire.get<SpaceAnswer>(`/api/spaces/${id}/`);
  if (answer.id !== id) throw new Tampered("another_space");
  return { answer, held };
}

async function ready(setting: Setting, answer: SpaceAnswer, statement: Statement): Promise<SpaceHere> {
  const bundles = await bundlesOf(setting, answer);
  await meet(setting, answer);
  return { view: await viewOf({ setting, answer, statement }), open: await openSpaceOf({ statement, people: bundles }) };
}

interface OpenedKey {
  statement: Statement;
  file: Uint8Array;
}

async function openKey({ setting, answer, held }: { setting: Setting; answer: SpaceAnswer; held: HeldKey | null }): Promise<OpenedKey | null> {
  if (answer.key === null && held !== null) throw new Tampered("withheld");
  if (answer.key === null) return null;
  const { keys, bundle: me } = open(setting);
  const { version } = answer.key;
  const file = base64.decode(answer.key.file);
  const pins = answer.kind === "own" ? {} : pinned((await pinsOf(setting)).pins);
  const place = { space: answer.id, version, me, people: await bundlesOf(setting, answer), pinned: pins, held };
  const statement = await openStatement({ file, keys, place });
  if (statement === null && held !== null) throw new Tampered("not_for_us"); // these keys opened it before
  if (statement === null) return null;
  await holdKey({ keeper: setting.keeper, space: answer.id, print: myPrint(setting), held: heldKey({ statement, file, version }) });
  return { statement, file };
}

/**
 * The first key of a space, or of one's own space after starting over (nobody could open the former).
 * @returns `null` when it is not for us to make; `"stale"` when the other was first
 */
async function makeKey(setting: Setting, answer: SpaceAnswer): Promise<Statement | null | "stale"> {
  const { bundle: me } = open(setting);
  const again = answer.key !== null;
  if (again && answer.kind === "shared") return null;
  if (again && me.seq === 0) throw new Tampered("not_for_us"); // we never started over, so it must be for us
  if (answer.read_only) return null;
  mustBeNamed(setting, answer.id, answer.members.map(({ person }) => person));
  const members = await Promise.all(answer.members.map(({ person }) => newest(setting, person)));
  if (members.some((member) => member === null)) return null;
  const statement = newStatement({ space: answer.id, members: members as Bundle[], by: me });
  return putKey({ setting, answer, statement, members: members as Bundle[] });
}

async function putKey(order: { setting: Setting; answer: SpaceAnswer; statement: Statement; members: Bundle[] }): Promise<Statement | "stale"> {
  const { setting, answer, statement, members } = order;
  const file = await sealStatement({ statement, keys: open(setting).keys, members });
  try {
    const body = { version: answer.key?.version ?? 0, file: base64.encode(file) };
    const { version } = await setting.wire.post<{ version: number }>(`/api/spaces/${answer.id}/key/`, body);
    const held = heldKey({ statement, file, version });
    await holdKey({ keeper: setting.keeper, space: answer.id, print: myPrint(setting), held });
    return statement;
  } catch (error) {
    if (isRefusal(error, "stale")) return "stale";
    throw error;
  }
}

async function readmit(order: { setting: Setting; answer: SpaceAnswer; opened: OpenedKey; person: string }): Promise<void> {
  const { setting, answer, opened, person } = order;
  const bundles = await bundlesOf(setting, answer);
  const theirs = bundles.filter((bundle) => bundle.user === person);
  const statement = readmission({ ...opened, person: theirs, by: open(setting).bundle });
  const members = bundles.filter((bundle) => statement.members.includes(fingerprint(bundle)));
  const outcome = await putKey({ setting, answer, statement, members });
  if (outcome === "stale") throw new Refusal("stale");
}

async function bundlesOf(setting: Setting, answer: SpaceAnswer): Promise<Bundle[]> {
  const { bundles } = await people(setting);
  return answer.members.flatMap(({ person }) => bundles.get(person) ?? []);
}

/** Remember the keys of whoever we meet for the first time. */
async function meet(setting: Setting, answer: SpaceAnswer): Promise<void> {
  if (answer.kind === "own") return;
  const { pins } = await pinsOf(setting);
  const { person: me } = open(setting);
  for (const { person } of answer.members) {
    const bundle = await newest(setting, person);
    if (person === me || bundle === null || pinned(pins)[person] !== undefined) continue;
    await changePins(setting, (now) => ({ ...now, met: { ...now.met, [person]: fingerprint(bundle) } }));
  }
}

async function viewOf({ setting, answer, statement }: { setting: Setting; answer: SpaceAnswer; statement: Statement | null }): Promise<SpaceView> {
  const members: SpaceMember[] = [];
  for (const { person, name } of answer.members) {
    const bundle = await newest(setting, person);
    const inside = bundle !== null && (statement?.members.includes(fingerprint(bundle)) ?? false);
    members.push({ person, name, standing: await standingOf({ setting, answer, person, bundle }), inside });
  }
  return { id: answer.id, kind: answer.kind, members, readOnly: answer.read_only, waiting: null };
}

async function standingOf(order: { setting: Setting; answer: SpaceAnswer; person: string; bundle: Bundle | null }): Promise<Standing> {
  const { setting, answer, person, bundle } = order;
  if (person === open(setting).person) return "me";
  if (bundle === null) return "absent";
  if (answer.kind === "own") return "unconfirmed";
  const { pins } = await pinsOf(setting);
  const held = pinned(pins)[person];
  if (held !== undefined && held !== fingerprint(bundle)) return "changed";
  return pins.confirmed[person] === undefined ? "unconfirmed" : "confirmed";
}
