/** The words of a sheet as a picture for a camera, drawn here: they go nowhere. */
import { encode } from "uqr";
import type { SheetPicture } from "./shapes.ts";

/** Light modules around the picture; the stylesheet's padding adds two more. */
const QUIET = 2;

export function sheetPicture(words: readonly string[]): SheetPicture {
  const rows = encode(words.join(" "), { ecc: "M", border: QUIET }).data;
  return { size: rows.length, outline: outline(rows) };
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
