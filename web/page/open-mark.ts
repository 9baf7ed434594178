/**
 * A mark in this browser that the space is open, so that a page without sealed words can offer to close it without
 * starting the vault only to ask. It may be out of date and decides nothing: the vault alone knows.
 */
const MARK = "fermata-open";

export function markOpen(isOpen: boolean): void {
  if (isOpen) localStorage.setItem(MARK, "yes");
  else localStorage.removeItem(MARK);
  dispatchEvent(new Event(MARK));
}

/** Hear whether it seems open, now and when another page of this browser changes it. */
export function watchMark(listener: (isOpen: boolean) => void): () => void {
  const tell = () => listener(localStorage.getItem(MARK) === "yes");
  addEventListener("storage", tell);
  addEventListener(MARK, tell);
  tell();
  return () => {
    removeEventListener("storage", tell);
    removeEventListener(MARK, tell);
  };
}
