/** What a meeting is made of: phases with their minutes, whose they are, and what may be asked in them. */

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
  /** One turn is longer than another, and all have said yes to that. */
  one_sided?: boolean;
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

/** Those that come with Fermata, in the order in which they are offered. The page fetches them (`know`). */
let known: readonly Structure[] = [];

export function readStructures(files: unknown): Structure[] {
  return Array.isArray(files) ? (files as Written[]).map(read) : [];
}

export function know(files: unknown): readonly Structure[] {
  return (known = readStructures(files));
}

export function structures(): readonly Structure[] {
  return known;
}

export function structureOf(id: string): Structure | null {
  return known.find((structure) => structure.id === id) ?? null;
}

/** What a meeting goes by: a plan of its members' own lies in the meeting itself. */
export function planOf({ structure, plan }: { structure: string; plan?: Structure | undefined }): Structure | null {
  return plan ?? structureOf(structure);
}

export function piecesOf({ phases }: Pick<Structure, "phases">): Piece[] {
  return phases.flatMap((phase) => (phase.steps?.length ? phase.steps : [phase]).map((step) => ({ phase, step, turn: phase.turn })));
}

/** How many have a turn. */
export function turnsOf({ phases }: Pick<Structure, "phases">): number {
  return 1 + Math.max(-1, ...phases.map(({ turn }) => turn ?? -1));
}
