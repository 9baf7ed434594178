/** A sentence with its `{placeholders}` filled; one that nothing is given for stays as it is. */
export function filled(sentence: string, params: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, key: string) => String(params[key] ?? whole));
}
