// Sealing and opening by the library alone, in Node: node bench/seal.mjs. Prints one JSON line of milliseconds.
import { pair, place, version } from "../web/vault/cast.ts";
import { openItem, sealItem } from "../web/vault/index.ts";

const { amara, space } = await pair();
const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];

async function timed(text, rounds) {
  const [seal, open] = [[], []];
  for (let round = 0; round < rounds; round++) {
    let start = performance.now();
    const file = await sealItem({ space, keys: amara.keys, me: amara.bundle, version: version(), text });
    seal.push(performance.now() - start);
    start = performance.now();
    await openItem({ file, space, place: place() });
    open.push(performance.now() - start);
  }
  return { seal: median(seal), open: median(open) };
}

await timed("warm", 20);
console.log(JSON.stringify({ small: await timed("x".repeat(900), 200), large: await timed("x".repeat(1_000_000), 12) }));
