/**
 * The same talk for another number of people: about as long as before, with one equal turn for each. A turn keeps
 * its parts and their shares, in whole minutes; what does not divide evenly goes to the time that is everybody's.
 */
import { type Phase, type Structure, piecesOf, turnsOf } from "./structure.ts";

export function forSize(structure: Structure, size: number): Structure {
  const turns = turnsOf(structure);
  if (turns === size) return structure;
  const blocks = turns < size ? withMore(blocksOf(structure.phases), { turns, size }) : withLess(blocksOf(structure.phases), size);
  const phases = equal(blocks.flat(), { size, each: minutesEach({ structure, blocks, size }) });
  const rest = structure.total_minutes - total(phases);
  const whole = rest > 0 ? longer(phases, rest) : phases;
  return { ...structure, phases: whole, total_minutes: total(whole) };
}

/** What one turn is given: the time of all turns, less the changes of place that come in besides, divided. */
function minutesEach({ structure, blocks, size }: { structure: Structure; blocks: Phase[][]; size: number }): number {
  const shared = total(blocks.flat().filter(({ turn }) => turn === null));
  const parts = piecesOf(structure).filter(({ turn }) => turn === 0).length;
  return Math.max(parts, Math.floor((structure.total_minutes - shared) / size));
}

/** Phases of one turn that follow each other, and shared ones that do, stand together. */
function blocksOf(phases: readonly Phase[]): Phase[][] {
  const blocks: Phase[][] = [];
  for (const phase of phases) {
    const last = blocks.at(-1);
    if (last?.[0]?.turn === phase.turn) last.push(phase);
    else blocks.push([phase]);
  }
  return blocks;
}

/** After each last turn come the others, each after the same change of place. */
function withMore(blocks: Phase[][], { turns, size }: { turns: number; size: number }): Phase[][] {
  const model = blocks.filter((block) => block[0]?.turn === 0);
  let round = 0;
  return blocks.flatMap((block, index) => {
    if (block[0]?.turn !== turns - 1) return [block];
    const before = blocks[index - 1];
    const gap = turns > 1 && before?.[0]?.turn === null ? [before] : [];
    const mine = model[round] ?? block;
    round += 1;
    const more = Array.from({ length: size - turns }, (_, more) => more + turns);
    return [block, ...more.flatMap((turn) => [...gap.map((one) => again(one, { turn: null, at: turn })), again(mine, { turn, at: turn })])];
  });
}

function again(block: readonly Phase[], { turn, at }: { turn: number | null; at: number }): Phase[] {
  return block.map((phase) => ({ ...phase, id: `${phase.id}-${at + 1}`, turn }));
}

/** The turns that nobody is there for fall away, each with the change of place before it. */
function withLess(blocks: Phase[][], size: number): Phase[][] {
  const isTooMany = (block: Phase[] | undefined): boolean => (block?.[0]?.turn ?? -1) >= size;
  return blocks.filter((block, index) => {
    if (isTooMany(block)) return false;
    return block[0]?.turn !== null || index === 0 || !isTooMany(blocks[index + 1]);
  });
}

/** Every turn with the same minutes, part by part. */
function equal(phases: readonly Phase[], { size, each }: { size: number; each: number }): Phase[] {
  const parts = piecesOf({ phases: [...phases] }).filter(({ turn }) => turn === 0).map(({ step }) => step.minutes);
  const minutes = sharesOf(parts, each);
  const given = Array.from({ length: size }, () => [...minutes]);
  const take = (turn: number): number => given[turn]?.shift() ?? 1;
  return phases.map((phase) => {
    const { turn } = phase;
    if (turn === null) return phase;
    if (!phase.steps?.length) return { ...phase, minutes: take(turn) };
    const steps = phase.steps.map((step) => ({ ...step, minutes: take(turn) }));
    return { ...phase, steps, minutes: steps.reduce((sum, step) => sum + step.minutes, 0) };
  });
}

/** Whole minutes, at least one each, as near to the former shares as they go; they add up to `all`. */
export function sharesOf(parts: readonly number[], all: number): number[] {
  const sum = parts.reduce((one, other) => one + other, 0);
  const exact = parts.map((part) => (part * all) / sum);
  const found = exact.map((part) => Math.max(1, Math.floor(part)));
  const given = (): number => found.reduce((one, other) => one + other, 0);
  const gain = (index: number): number => (exact[index] ?? 0) - (found[index] ?? 0);
  const byGain = (): number[] => [...found.keys()].sort((one, other) => gain(other) - gain(one) || one - other);
  while (given() < all) found[byGain()[0] ?? 0]! += 1;
  while (given() > all) found[byGain().findLast((index) => (found[index] ?? 0) > 1) ?? 0]! -= 1;
  return found;
}

/** The rest goes to the longest time that is everybody's; where there is none, the talk is a little shorter. */
function longer(phases: readonly Phase[], rest: number): Phase[] {
  const shared = phases.filter(({ turn }) => turn === null);
  const longest = shared.reduce<Phase | null>((one, other) => (one === null || other.minutes > one.minutes ? other : one), null);
  return phases.map((phase) => (phase === longest ? stretched(phase, rest) : phase));
}

function stretched(phase: Phase, rest: number): Phase {
  const last = (phase.steps?.length ?? 0) - 1;
  const steps = phase.steps?.map((step, index) => (index === last ? { ...step, minutes: step.minutes + rest } : step));
  return { ...phase, minutes: phase.minutes + rest, ...(steps && { steps }) };
}

function total(phases: readonly Phase[]): number {
  return phases.reduce((sum, phase) => sum + phase.minutes, 0);
}
