/** What a meeting is made of: phases with their minutes, whose they are, and what may be asked in them. */
import dx0 from "../../content/structures/dx-0.json" with { type: "json" };
import dx1 from "../../content/structures/dx-1.json" with { type: "json" };
import dx5 from "../../content/structures/dx-5.json" with { type: "json" };
import dx8 from "../../content/structures/dx-8.json" with { type: "json" };
import dx9 from "../../content/structures/dx-9.json" with { type: "json" };

export interface Step {
  id: string;
  title: string;
  minutes: number;
  mode: string;
  prompts: string[];
}

export interface Phase extends Step {
  /** Whose turn it is part of, counted from 0 in the order of turns; null when it is everybody's. */
  turn: number | null;
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
  turn: number | null;
}

/** Whose a phase is, as files say it. */
const TURNS: Record<string, number | null> = { first: 0, second: 1, third: 2, both: null, all: null };

type Written = Omit<Structure, "phases"> & { phases: readonly (Step & { lead: string; steps?: Step[] })[] };

function read({ phases, ...rest }: Written): Structure {
  return { ...rest, phases: phases.map(({ lead, ...phase }) => ({ ...phase, turn: TURNS[lead] ?? null })) };
}

export const structures: readonly Structure[] = [dx5, dx1, dx0, dx8, dx9].map(read);

export function structureOf(id: string): Structure | null {
  return structures.find((structure) => structure.id === id) ?? null;
}

export function piecesOf({ phases }: Pick<Structure, "phases">): Piece[] {
  return phases.flatMap((phase) => (phase.steps?.length ? phase.steps : [phase]).map((step) => ({ phase, step, turn: phase.turn })));
}

/** How many have a turn. */
export function turnsOf({ phases }: Pick<Structure, "phases">): number {
  return 1 + Math.max(-1, ...phases.map(({ turn }) => turn ?? -1));
}

/** Why equals cannot use this structure, in words for whoever writes one; null when they can (INV-E3, INV-R1). */
export function whatIsWrongWith(structure: Structure): string | null {
  for (const { id, minutes, steps } of structure.phases) {
    if (!(minutes >= 1)) return `${id} is shorter than a minute`;
    const inside = steps?.reduce((sum, step) => sum + step.minutes, 0) ?? minutes;
    if (inside !== minutes) return `the steps of ${id} do not add up to its minutes`;
  }
  const turns = Array.from({ length: turnsOf(structure) }, (_, turn) => shapeOf(structure, turn));
  if (turns.length === 0) return "nobody has a turn";
  if (turns.some((shape) => shape !== turns[0])) return "the turns are not equal";
  const total = structure.phases.reduce((sum, phase) => sum + phase.minutes, 0);
  return total === structure.total_minutes ? null : "the phases do not add up to the whole";
}

/** What a turn gives its owner, piece by piece. */
function shapeOf(structure: Structure, turn: number): string {
  const mine = piecesOf(structure).filter((piece) => piece.turn === turn);
  return JSON.stringify(mine.map(({ step: { minutes, mode, prompts } }) => [minutes, mode, prompts]));
}
