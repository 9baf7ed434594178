/** A text as a picture for a camera, drawn here: the words on a sheet go nowhere. */
import { encode } from "uqr";
import { svg } from "../../web/page/parts.ts";

/** Light modules around the picture; the stylesheet's padding adds two more. */
const QUIET = 2;

export function qrPicture(text: string, label: string): SVGElement {
  const rows = encode(text, { ecc: "M", border: QUIET }).data;
  const size = { viewBox: `0 0 ${rows.length} ${rows.length}`, "shape-rendering": "crispEdges" };
  return svg("svg", { ...size, class: "code", role: "img", "aria-label": label }, svg("path", { fill: "currentColor", d: outline(rows) }));
}

/** One bar for each run of dark modules. */
export function outline(rows: readonly (readonly boolean[])[]): string {
  return rows.map((row, y) => runs(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`).join("")).join("");
}

function runs(row: readonly boolean[]): [start: number, length: number][] {
  const found: [number, number][] = [];
  row.forEach((isDark, x) => {
    const last = found.at(-1);
    if (isDark && last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else if (isDark) found.push([x, 1]);
  });
  return found;
}
