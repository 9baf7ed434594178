/** Two of the twelve words, typed back from paper. Pure but for the drawing of the two places. */

/** Two different places, 0 to 11, in order; the first few are left out, which one may remember without looking. */
export function twoPlaces(random: (below: number) => number): [number, number] {
  const places = [3, 4, 5, 6, 7, 8, 9, 10, 11];
  const first = places.splice(random(places.length), 1)[0]!;
  const second = places[random(places.length)]!;
  return first < second ? [first, second] : [second, first];
}

/** A number from 0 to `below` - 1, from a good source. `below` is small: the lean of the remainder is below 2^-28. */
export function draw(below: number): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! % below;
}

/** Case, spaces, a number before it and everything after four letters are forgiven. */
export function isSameWord(typed: string, word: string): boolean {
  const letters = typed.normalize("NFKC").toLowerCase().replace(/[^a-z]/g, "");
  return letters === word || (letters.length >= 4 && word.startsWith(letters.slice(0, 4)));
}
