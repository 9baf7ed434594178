/** How long somebody who goes away is held up at most for what would be kept: the server may be away. */
const PATIENCE_MS = 4000;

export async function atMost(work: Promise<unknown>): Promise<void> {
  const patience = new Promise((done) => void setTimeout(done, PATIENCE_MS));
  await Promise.race([work.catch(() => undefined), patience]);
}
