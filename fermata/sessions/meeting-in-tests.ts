/** A meeting of Amara and Ben for the tests, and Chidi, who is not in it. */
import assert from "node:assert/strict";
import { type Command, isRefusal, obey } from "./moves.ts";
import { type Structure, structureOf } from "./structure.ts";
import type { Meeting } from "./timeline.ts";

export const MINUTE = 60_000;
export const AMARA = "0197c0de-0000-7000-8000-00000000000a";
export const BEN = "0197c0de-0000-7000-8000-00000000000b";
export const CHIDI = "0197c0de-0000-7000-8000-00000000000c";
export const START = 1_790_000_000_000;
export const long = structureOf("dx-1") as Structure;
export const short = structureOf("dx-5") as Structure;

export function begun({ structure = long, first = AMARA, now = START } = {}): Meeting {
  const command: Command = { do: "begin", structure: structure.id, members: [AMARA, BEN], first, seed: "s" };
  return done({ state: null, structure, command, by: BEN, now });
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
