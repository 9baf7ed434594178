/** Signing in waits for nothing that may not come: a worker that could not start never answers. */

const PATIENCE_MS = 8000;

/** What the work gives, or `otherwise` when it fails or takes too long. */
export async function orElse<Value>(work: Promise<Value>, otherwise: Value, ms = PATIENCE_MS): Promise<Value> {
  let clock: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Value>((done) => (clock = setTimeout(done, ms, otherwise)));
  return Promise.race([work.catch(() => otherwise), late]).finally(() => clearTimeout(clock));
}
