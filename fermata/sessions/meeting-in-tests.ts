/** Meetings of Amara and Ben for the tests, and of the two with Chidi; Dewi is in none. */
import assert from "node:assert/strict";
import { type Command, isRefusal, obey } from "./moves.ts";
import dx0 from "../../content/structures/dx-0.json" with { type: "json" };
import dx1 from "../../content/structures/dx-1.json" with { type: "json" };
import dx2 from "../../content/structures/dx-2.json" with { type: "json" };
import dx3 from "../../content/structures/dx-3.json" with { type: "json" };
import dx4 from "../../content/structures/dx-4.json" with { type: "json" };
import dx5 from "../../content/structures/dx-5.json" with { type: "json" };
import dx6 from "../../content/structures/dx-6.json" with { type: "json" };
import dx7 from "../../content/structures/dx-7.json" with { type: "json" };
import dx8 from "../../content/structures/dx-8.json" with { type: "json" };
import dx9 from "../../content/structures/dx-9.json" with { type: "json" };
import dx10 from "../../content/structures/dx-10.json" with { type: "json" };
import dx11 from "../../content/structures/dx-11.json" with { type: "json" };
import dx12 from "../../content/structures/dx-12.json" with { type: "json" };
import { type Structure, know, structureOf } from "./structure.ts";
import type { Meeting } from "./timeline.ts";

export const everyStructure = know([dx0, dx1, dx2, dx3, dx4, dx5, dx6, dx7, dx8, dx9, dx10, dx11, dx12]);
export const MINUTE = 60_000;
export const AMARA = "0197c0de-0000-7000-8000-00000000000a";
export const BEN = "0197c0de-0000-7000-8000-00000000000b";
export const CHIDI = "0197c0de-0000-7000-8000-00000000000c";
export const DEWI = "0197c0de-0000-7000-8000-00000000000d";
export const START = 1_790_000_000_000;
export const long = structureOf("dx-1") as Structure;
export const short = structureOf("dx-5") as Structure;

export const TWO = [AMARA, BEN] as const;
export const THREE = [AMARA, BEN, CHIDI] as const;

interface Beginning {
  structure?: Structure;
  members?: readonly string[];
  first?: string;
  away?: readonly string[];
  /** Who has come to the room; all but who is away, unless said otherwise. */
  came?: readonly string[];
  now?: number;
}

export function begun({ structure = long, members = TWO, first = AMARA, away = [], came, now = START }: Beginning = {}): Meeting {
  const here = members.filter((member) => !away.includes(member));
  const command: Command = { do: "begin", structure: structure.id, members, first, away, seed: "s" };
  const state = done({ state: null, structure, command, by: here[1] ?? first, now });
  return { ...state, came: (came ?? here).map((who) => ({ who, clock: 0 })) };
}

export function done(order: Parameters<typeof obey>[0]): Meeting {
  const answer = obey(order);
  assert.ok(!isRefusal(answer), `refused: ${JSON.stringify(answer)} for ${JSON.stringify(order.command)}`);
  return answer;
}

export function refusal(order: Parameters<typeof obey>[0]): string {
  const answer = obey(order);
  assert.ok(isRefusal(answer), "it was not refused");
  return answer.refused;
}
