/** Texts as data, fetched from this server when somebody needs them, once for each page. */
const loading = new Map<string, Promise<unknown>>();

export function loaded(url: string): Promise<unknown> {
  const known = loading.get(url);
  if (known !== undefined) return known;
  const started = fetch(url, { credentials: "omit" }).catch(() => null).then((answer) => {
    if (!answer?.ok) throw Object.assign(new Error("away"), { code: "away" });
    return answer.json() as Promise<unknown>;
  });
  loading.set(url, started);
  started.catch(() => loading.delete(url));
  return started;
}
