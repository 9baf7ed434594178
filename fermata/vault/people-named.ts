/** By name, whoever of the others wrote something: `people` names each by id, `partner` all of them in one breath. */

/** What both kinds of elements have that say who else can read something. */
interface Named {
  getAttribute(name: string): string | null;
}

export function peopleOf(element: Named): Record<string, string> {
  try {
    const found: unknown = JSON.parse(element.getAttribute("people") || "{}");
    return typeof found === "object" && found !== null ? (found as Record<string, string>) : {};
  } catch {
    return {};
  }
}

/** Their name; that of the only partner where nobody is named by id. */
export function namedBy(element: Named, person: string): string {
  return peopleOf(element)[person] ?? element.getAttribute("partner") ?? "";
}

/** The ids of all who are named, for the worker to hold the space to; `undefined` where nobody is named by id. */
export function idsNamed(element: Named): string[] | undefined {
  const ids = Object.keys(peopleOf(element));
  return ids.length === 0 ? undefined : ids;
}

/** Who reads what is shared here: two, or three. */
export function sharedBy(element: Named): "both" | "all" {
  return Object.keys(peopleOf(element)).length > 1 ? "all" : "both";
}
