/** What a meeting is made of: phases with their minutes, whose they are, and what may be asked in them. */
import dx0 from "../../content/structures/dx-0.json" with { type: "json" };
import dx1 from "../../content/structures/dx-1.json" with { type: "json" };
import dx5 from "../../content/structures/dx-5.json" with { type: "json" };
import dx8 from "../../content/structures/dx-8.json" with { type: "json" };
import dx9 from "../../content/structures/dx-9.json" with { type: "json" };

export type Lead = "first" | "second" | "both";

export interface Step {
  id: string;
  title: string;
  minutes: number;
  mode: string;
  prompts: string[];
}

export interface Phase extends Step {
  lead: Lead;
  steps?: Step[];
}

export interface Structure {
  id: string;
  title: string;
  about?: string;
  group_size: number;
  total_minutes: number;
  phases: Phase[];
  /** What each may keep for themselves afterwards. */
  harvest?: { id: string; question: string }[];
}

/** The smallest piece of a structure: a step, or a phase that has none. */
export interface Piece {
  phase: Phase;
  step: Step;
  lead: Lead;
  /** Pieces of one turn share a number; a shared piece has its own. */
  run: number;
}

export const structures: readonly Structure[] = [dx5, dx1, dx0, dx8, dx9] as Structure[];

export function structureOf(id: string): Structure | null {
  return structures.find((structure) => structure.id === id) ?? null;
}

export function piecesOf(structure: Structure): Piece[] {
  const pieces: Piece[] = [];
  for (const phase of structure.phases) {
    for (const step of phase.steps?.length ? phase.steps : [phase]) {
      const before = pieces.at(-1);
      const sameTurn = before !== undefined && phase.lead !== "both" && before.lead === phase.lead;
      const run = before === undefined ? 0 : before.run + (sameTurn ? 0 : 1);
      pieces.push({ phase, step, lead: phase.lead, run });
    }
  }
  return pieces;
}

/** Why two equals cannot use this structure, in words for whoever writes one; null when they can (INV-E3, INV-R1). */
export function whatIsWrongWith(structure: Structure): string | null {
  const minutes = { first: 0, second: 0, both: 0 };
  for (const phase of structure.phases) {
    if (!(phase.minutes >= 1)) return `${phase.id} is shorter than a minute`;
    minutes[phase.lead] += phase.minutes;
    const inside = phase.steps?.reduce((sum, step) => sum + step.minutes, 0) ?? phase.minutes;
    if (inside !== phase.minutes) return `the steps of ${phase.id} do not add up to its minutes`;
  }
  if (minutes.first === 0) return "nobody has a turn";
  if (minutes.first !== minutes.second) return "the turns are not equal";
  const total = minutes.first + minutes.second + minutes.both;
  return total === structure.total_minutes ? null : "the phases do not add up to the whole";
}
