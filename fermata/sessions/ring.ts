/**
 * An equal fermata arc for each turn, and a dot that walks once around as time passes: two face to face, three in a
 * circle. Mine is filled, the others' stay open. A dash along an arc, cut to its shape, is the time that
 * has gone, so only `stroke-dasharray` ever changes and any fraction is exact. Clocks turn one way: never mirrored.
 */
import { svg } from "../../web/page/parts.ts";
import type { Turn, Where } from "./timeline.ts";

/** Each arc leaves seven degrees open at its ends. Two begin at the left, three at the top. */
const OPEN = 7;
const BEGINS: Record<number, number> = { 2: 0, 3: 90 };
const WALK = "M64 200A136 136 0 0 1 336 200A136 136 0 0 1 64 200";
const TICK = 0.4;

export interface RingPicture {
  turns: Where["turns"];
  dot: Where["dot"];
  me: string;
  /** For each turn, where steps begin inside it, as fractions of it. */
  ticks: readonly (readonly number[])[];
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
  readonly #dot = svg("path", { class: "now", d: WALK, pathLength: "360", "stroke-dasharray": "0.01 720" });
  #arcs: Arc[] = [];

  show({ turns, dot, me, ticks, label }: RingPicture): void {
    set(this.node, { "aria-label": label });
    if (this.#arcs.length !== turns.length) this.#draw(turns.length);
    turns.forEach((turn, index) => {
      const arc = this.#arcs[index];
      if (arc) showArc(arc, { turn, isMine: turn.owner === me, ticks: ticks[index] ?? [] });
    });
    set(this.#dot, { "stroke-dashoffset": (-degreesOf(dot, turns.length)).toFixed(3) });
  }

  #draw(count: number): void {
    rings += 1;
    set(this.#dot, { transform: `rotate(${BEGINS[count] ?? 0} 200 200)` });
    const drawn = Array.from({ length: count }, (_, index) => arcOf(index, count));
    this.#arcs = drawn.map(({ arc }) => arc);
    this.node.replaceChildren(...drawn.flatMap(({ nodes }) => nodes), this.#dot);
  }
}

function arcOf(index: number, count: number): { arc: Arc; nodes: SVGElement[] } {
  const id = `ring-${rings}-${index}`;
  const { shape: d, middle } = pathsOf(index, count);
  const cut = svg("clipPath", { id });
  cut.append(svg("path", { d }));
  const along = { d: middle, pathLength: "100" };
  const arc = { shape: svg("path", { d }), gone: svg("path", along), ticks: svg("path", along) };
  const inside = svg("g", { "clip-path": `url(#${id})` });
  inside.append(arc.gone, arc.ticks);
  return { arc, nodes: [cut, arc.shape, inside] };
}

/** A crescent, thin at its ends, and the line through its middle. */
export function pathsOf(index: number, count: number): { shape: string; middle: string } {
  const [from, to] = spanOf(index, count).map((degrees) => degrees + (BEGINS[count] ?? 0)) as [number, number];
  const line = (radius: number, top: number): [Point, Point, Point] => [at(radius, from), at(top, (from + to) / 2), at(radius, to)];
  const [outer, inner, middle] = [line(173, 184.6), line(171, 159), line(172, 172)];
  const shape = `M${outer[0]}A${round(outer)} 0 0 1 ${outer[2]}L${inner[2]}A${round(inner)} 0 0 0 ${inner[0]}Z`;
  return { shape, middle: `M${middle[0]}A${round(middle)} 0 0 1 ${middle[2]}` };
}

type Point = [number, number];

/** Degrees go from the left, clockwise. */
function at(radius: number, degrees: number): Point {
  const turn = (degrees * Math.PI) / 180;
  return [tenth(200 - radius * Math.cos(turn)), tenth(200 - radius * Math.sin(turn))];
}

/** The radius of the circle through three points, twice: as paths want it. */
function round([a, b, c]: [Point, Point, Point]): string {
  const side = (one: Point, other: Point): number => Math.hypot(one[0] - other[0], one[1] - other[1]);
  const area = Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;
  const radius = tenth((side(a, b) * side(b, c) * side(c, a)) / (4 * area));
  return `${radius} ${radius}`;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** From where to where an arc goes, in degrees from its beginning. */
function spanOf(index: number, count: number): [number, number] {
  const whole = 360 / count;
  return [index * whole + OPEN, (index + 1) * whole - OPEN];
}

/** Where the dot stands, in degrees from the beginning, clockwise: under an arc, or in the gap before it. */
export function degreesOf({ on, index, fraction }: Where["dot"], count: number): number {
  const [first, last] = spanOf(index, count);
  const before = index === 0 ? 0 : first - 2 * OPEN;
  const [from, to] = on === "turn" ? [first, last] : [before, index === count ? 360 : first];
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
