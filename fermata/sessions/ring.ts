/**
 * Two equal fermata arcs face to face, and a dot that walks once around as time passes. The upper arc is the
 * first turn. Mine is filled, my partner's stays open. A dash along an arc, cut to its shape, is the time that
 * has gone, so only `stroke-dasharray` ever changes and any fraction is exact. Clocks turn one way: never mirrored.
 */
import { svg } from "../../web/page/parts.ts";
import type { Turn, Where } from "./timeline.ts";

const SHAPES = {
  first: "M28.3 179A171.9 171.9 0 0 1 371.7 179L369.7 179.2A173.3 173.3 0 0 0 30.3 179.2Z",
  second: "M371.7 221A171.9 171.9 0 0 1 28.3 221L30.3 220.8A173.3 173.3 0 0 0 369.7 220.8Z",
};
const MIDDLES = { first: "M29.3 179A172 172 0 0 1 370.7 179", second: "M370.7 221A172 172 0 0 1 29.3 221" };
const WALK = "M64 200A136 136 0 0 1 336 200A136 136 0 0 1 64 200";
/** Degrees from the left, clockwise: each arc leaves seven open at its ends. */
const WAYS = { before: [0, 7], first: [7, 173], between: [173, 187], second: [187, 353], after: [353, 360] } as const;
const TICK = 0.4;

export interface RingPicture {
  turns: Where["turns"];
  dot: Where["dot"];
  me: string;
  /** Where steps begin inside a turn, as fractions of it. */
  ticks: { first: readonly number[]; second: readonly number[] };
  /** The same in a sentence. */
  label: string;
}

interface Arc {
  shape: SVGElement;
  gone: SVGElement;
  ticks: SVGElement;
}

let rings = 0;

export class Ring {
  readonly node: SVGElement = svg("svg", { viewBox: "0 0 400 400", role: "img" });
  readonly #arcs: { first: Arc; second: Arc };
  readonly #dot = svg("path", { class: "now", d: WALK, pathLength: "360", "stroke-dasharray": "0.01 720" });

  constructor() {
    rings += 1;
    this.#arcs = { first: this.#arc("first"), second: this.#arc("second") };
    this.node.append(this.#dot);
  }

  show({ turns, dot, me, ticks, label }: RingPicture): void {
    set(this.node, { "aria-label": label });
    for (const lead of ["first", "second"] as const) {
      showArc(this.#arcs[lead], { turn: turns[lead], isMine: turns[lead].owner === me, ticks: ticks[lead] });
    }
    set(this.#dot, { "stroke-dashoffset": (-degreesOf(dot)).toFixed(3) });
  }

  #arc(lead: "first" | "second"): Arc {
    const id = `ring-${rings}-${lead}`;
    const cut = svg("clipPath", { id });
    cut.append(svg("path", { d: SHAPES[lead] }));
    const along = { d: MIDDLES[lead], pathLength: "100" };
    const arc = { shape: svg("path", { d: SHAPES[lead] }), gone: svg("path", along), ticks: svg("path", along) };
    const inside = svg("g", { "clip-path": `url(#${id})` });
    inside.append(arc.gone, arc.ticks);
    this.node.append(cut, arc.shape, inside);
    return arc;
  }
}

/** Where the dot stands, in degrees from the left, clockwise. */
export function degreesOf({ on, fraction }: Where["dot"]): number {
  const [from, to] = WAYS[on];
  return from + (to - from) * Math.min(1, Math.max(0, fraction));
}

/** The dash that covers this much of an arc. */
export function dashOf({ had, planned }: Pick<Turn, "had" | "planned">): string {
  const percent = planned <= 0 ? 0 : Math.min(100, Math.max(0, (had / planned) * 100));
  return `${percent.toFixed(3)} 200`;
}

/** Dashes no wider than a line, one at each fraction. */
export function dashesAt(fractions: readonly number[]): string {
  let end = 0;
  const dashes = ["0"];
  for (const fraction of fractions) {
    const from = Math.max(end, fraction * 100 - TICK / 2);
    dashes.push((from - end).toFixed(3), String(TICK));
    end = from + TICK;
  }
  return [...dashes, "200"].join(" ");
}

function showArc({ shape, gone, ticks: lines }: Arc, { turn, isMine, ticks }: { turn: Turn; isMine: boolean; ticks: readonly number[] }): void {
  const whose = isMine ? "" : " other";
  const letGo = turn.over && turn.had < turn.planned ? " let-go" : "";
  set(shape, { class: `arc to-come${whose}${letGo}` });
  set(gone, { class: `gone${whose}`, "stroke-dasharray": dashOf(turn) });
  set(lines, { class: `tick${whose}`, "stroke-dasharray": dashesAt(ticks) });
}

function set(node: Element, attributes: Record<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  }
}
