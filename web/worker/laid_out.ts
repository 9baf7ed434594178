/**
 * What our own elements keep as JSON, as lines anybody can read: a word and what it says, lists with dashes, people by
 * their names, instants in UTC, what somebody had in minutes. Words that are no JSON object are left as they are.
 *
 * @param names by person's id
 */
export function laidOut(text: string, names: ReadonlyMap<string, string>): string {
  const kept = objectIn(text);
  return kept === null ? text : lines(kept, names).join("\n");
}

function objectIn(text: string): object | null {
  if (!text.startsWith("{")) return null;
  try {
    return JSON.parse(text) as object;
  } catch {
    return null;
  }
}

function lines(value: object, names: ReadonlyMap<string, string>): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => under("-", one, names));
  return Object.entries(value).flatMap(([key, one]) => {
    const isTime = key.endsWith("_at") && typeof one === "number";
    const isShare = names.has(key) && typeof one === "number";
    const said = isTime ? new Date(one).toISOString() : isShare ? `${(one / 60_000).toFixed(1)} minutes` : one;
    return under(`${names.get(key) ?? key.replaceAll("_", " ")}:`, said, names);
  });
}

function under(head: string, value: unknown, names: ReadonlyMap<string, string>): string[] {
  if (typeof value !== "object" || value === null) {
    const said = String(value ?? "");
    return said === "" ? [] : [`${head} ${(names.get(said) ?? said).replaceAll("\n", "\n  ")}`];
  }
  const inner = lines(value, names);
  const isOnOneLine = head === "-" && inner[0] !== undefined;
  if (isOnOneLine) return [`- ${inner[0]}`, ...inner.slice(1).map(indented)];
  return inner.length === 0 ? [] : [head, ...inner.map(indented)];
}

const indented = (line: string): string => `  ${line.replaceAll("\n", "\n  ")}`;
