/** What changed between two wordings, word by word. */
import { diffComm } from "node-diff3";

export interface Piece {
  kind: "same" | "gone" | "new";
  text: string;
}

/** Words with the space or sign after them, so that putting all pieces together gives the text back. */
function words(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}’'-]+|[^\s\p{L}\p{N}]/gu) ?? [];
}

export function wordDiff(before: string, after: string): Piece[] {
  const found: Piece[] = [];
  for (const { common, buffer1 = [], buffer2 = [] } of diffComm(words(before), words(after))) {
    if (common) found.push({ kind: "same", text: common.join("") });
    if (buffer1.length > 0) found.push({ kind: "gone", text: buffer1.join("") });
    if (buffer2.length > 0) found.push({ kind: "new", text: buffer2.join("") });
  }
  return joined(found);
}

/** A space that stayed between two changes reads more calmly as part of them. */
function joined(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = [];
  let gone = "";
  let fresh = "";
  const put = (): void => {
    if (gone !== "") found.push({ kind: "gone", text: gone });
    if (fresh !== "") found.push({ kind: "new", text: fresh });
    [gone, fresh] = ["", ""];
  };
  pieces.forEach(({ kind, text }, place) => {
    const isBetween = kind === "same" && text.trim() === "" && gone !== "" && fresh !== "" && place < pieces.length - 1;
    if (kind === "same" && !isBetween) put();
    if (kind === "same" && !isBetween) found.push({ kind, text });
    if (kind === "gone" || isBetween) gone += text;
    if (kind === "new" || isBetween) fresh += text;
  });
  put();
  return found;
}
