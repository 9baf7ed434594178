/** One strip across the page: the space closed by itself, somebody signed out in another tab, the server is away. */
import { desk, type VaultEvent } from "./desk.ts";
import { el } from "./dom.ts";
import { wayToSignIn, wayToSpace } from "./places.ts";
import { say } from "./words.ts";

interface Known {
  closed: "locked" | "signed_out" | null;
  isAway: boolean;
}

export const OPEN: Known = { closed: null, isAway: false };

/** The server and the space go and come each by itself. */
export function heard(known: Known, event: VaultEvent["event"]): Known {
  if (event === "away" || event === "back") return { ...known, isAway: event === "away" };
  return { ...known, closed: event === "opened" ? null : event };
}

/** A closed space says more than a server that is away. */
export function toSay({ closed, isAway }: Known): "locked" | "signed_out" | "away" | null {
  return closed ?? (isAway ? "away" : null);
}

export function sayWhenClosed(): void {
  const words = el("p", {});
  const strip = el("div", { class: "strip", role: "status", hidden: true }, words);
  document.querySelector("main")?.before(strip);
  let known = OPEN;
  desk.onChange(({ event }) => {
    const before = toSay(known);
    known = heard(known, event);
    const said = toSay(known);
    strip.hidden = said === null;
    if (said !== null && said !== before) words.replaceChildren(say(`space.strip_${said}`), " ", wayOn(said) ?? "");
  });
}

function wayOn(said: "locked" | "signed_out" | "away"): HTMLElement | null {
  return said === "away" ? null : el("a", { href: said === "locked" ? wayToSpace() : wayToSignIn() }, say(`sealed.way_${said}`));
}
