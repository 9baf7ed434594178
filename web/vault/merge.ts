/** Two people changed the same text: put the changes together, line by line, or keep both. */
import { diff3Merge } from "node-diff3";

/** @returns both changes together, or `null` when they touch the same lines and a person must choose */
export function merge({ mine, base, theirs }: { mine: string; base: string; theirs: string }): string | null {
  const regions = diff3Merge(mine.split("\n"), base.split("\n"), theirs.split("\n"), { excludeFalseConflicts: true });
  const lines: string[] = [];
  for (const region of regions) {
    if (region.ok === undefined) return null;
    lines.push(...region.ok);
  }
  return lines.join("\n");
}
