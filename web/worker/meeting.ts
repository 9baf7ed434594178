/** The state of a meeting: one sealed text with a version, the latest wins, the earlier never comes back. */
import { base64, gossipOf, openItem, sealItem, sha256Hex, Tampered, type HeldItem } from "../vault/index.ts";
import { heldState, holdState } from "./memory.ts";
import { checkGossip, myPrint, people } from "./people.ts";
import { isRefusal } from "./refusal.ts";
import type { Setting } from "./setting.ts";
import { open } from "./setting.ts";
import type { MeetingView, PutAnswer } from "./shapes.ts";
import { openSpace, withSpace, writable } from "./spaces.ts";

interface MeetingAnswer {
  id: string;
  partnership: string;
  space: string;
  members: { person: string; name: string }[];
  version: number;
  file: string | null;
  now: number;
  ended: boolean;
}

interface Known {
  space: string;
  /** The newest state seen in this browser when the page asked first, then on this page. */
  held: HeldItem | null;
}

interface Decoded {
  version: number;
  state: unknown;
  by: string;
}

export interface Meetings {
  open(order: { id: string }): Promise<MeetingView>;
  put(order: { id: string; base: number; state: unknown }): Promise<PutAnswer>;
  decode(order: { id: string; version: number; file: string | null }): Promise<Decoded>;
  end(order: { id: string }): Promise<void>;
}

export function makeMeetings(setting: Setting): Meetings {
  const known = new Map<string, Known>();
  return {
    async open({ id }) {
      const held = known.get(id)?.held ?? (await heldState({ setting, id, print: myPrint(setting) })); // before asking
      const { file, ...answer } = await setting.wire.get<MeetingAnswer>(`/api/meetings/${id}/`);
      const meeting = known.get(id) ?? { space: answer.space, held };
      known.set(id, meeting);
      await openSpace(setting, { space: meeting.space, people: idsOf(answer) });
      const { state, by } = await decode({ setting, meeting, held, id, version: answer.version, file });
      return { ...answer, me: open(setting).person, state, by };
    },
    async put({ id, base, state }) {
      const file = await seal({ setting, meeting: await find(setting, known, id), id, base, state });
      return send({ setting, known, id, base, file });
    },
    async decode(order) {
      const meeting = await find(setting, known, order.id);
      return decode({ setting, meeting, held: meeting.held, ...order });
    },
    async end({ id }) {
      await setting.wire.post(`/api/meetings/${id}/end/`, {});
    },
  };
}

/** Whom the room shows: the space of the meeting must be theirs. */
function idsOf({ members }: Pick<MeetingAnswer, "members">): string[] {
  return members.map(({ person }) => person);
}

async function find(setting: Setting, known: Map<string, Known>, id: string): Promise<Known> {
  const before = known.get(id);
  if (before !== undefined) return before;
  const held = await heldState({ setting, id, print: myPrint(setting) });
  const answer = await setting.wire.get<MeetingAnswer>(`/api/meetings/${id}/`);
  const found = known.get(id) ?? { space: answer.space, held };
  known.set(id, found);
  await openSpace(setting, { space: found.space, people: idsOf(answer) });
  return found;
}

async function hold({ setting, meeting, id, held }: { setting: Setting; meeting: Known; id: string; held: HeldItem }): Promise<void> {
  if ((meeting.held?.ver ?? 0) > held.ver) return;
  meeting.held = held;
  await holdState({ setting, id, print: myPrint(setting), held });
}

interface Told {
  setting: Setting;
  meeting: Known;
  /** What was held before we asked: an answer that was overtaken by a later one is not an earlier state. */
  held: HeldItem | null;
  id: string;
  version: number;
  file: string | null;
}

async function decode(order: Told): Promise<Decoded> {
  const { setting, meeting, held, id, version } = order;
  if (order.file === null && held !== null) throw new Tampered("withheld");
  if (order.file === null) return { version, state: null, by: "" };
  const [file, place] = [base64.decode(order.file), { note: id, version, held }];
  const opened = await withSpace(setting, meeting.space, ({ open: space }) => openItem({ file, space, place }));
  if (opened === null) throw new Tampered("not_for_us");
  if (opened.heading.kind !== "meeting") throw new Tampered("swapped");
  await checkGossip(setting, opened.heading.klog);
  await hold({ setting, meeting, id, held: { ver: version, hash: opened.hash } });
  return { version, state: parsed(opened.text), by: opened.heading.by };
}

async function seal(order: { setting: Setting; meeting: Known; id: string; base: number; state: unknown }): Promise<Uint8Array> {
  const { setting, meeting, id, base, state } = order;
  const { open: space } = await writable(setting, meeting.space);
  const { keys, bundle } = open(setting);
  const prev = meeting.held?.ver === base ? meeting.held.hash : "";
  const at = new Date(setting.now()).toISOString();
  const klog = gossipOf((await people(setting)).view);
  const version = { note: id, ver: base + 1, prev, at, kind: "meeting", aseq: 0, seen: {}, klog };
  return sealItem({ space, keys, me: bundle, version, text: JSON.stringify(state) });
}

async function send(order: { setting: Setting; known: Map<string, Known>; id: string; base: number; file: Uint8Array }): Promise<PutAnswer> {
  const { setting, known, id, base, file } = order;
  const meeting = known.get(id)!;
  const { held } = meeting;
  try {
    const body = { version: base, file: base64.encode(file) };
    const { version, now } = await setting.wire.post<{ version: number; now: number }>(`/api/meetings/${id}/state/`, body);
    await hold({ setting, meeting, id, held: { ver: version, hash: sha256Hex(file) } });
    return { version, now };
  } catch (error) {
    if (!isRefusal(error, "stale")) throw error;
    const answer = error.answer as { version: number; file: string | null; now: number };
    return { stale: { ...(await decode({ setting, meeting, held, id, version: answer.version, file: answer.file })), now: answer.now } };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Tampered("wrong_format");
  }
}
