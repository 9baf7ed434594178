/** One strip across the page: the space closed by itself, somebody signed out in another tab, the server is away. */
import { desk } from "./desk.ts";
import { el } from "./dom.ts";
import { wayToSignIn, wayToSpace } from "./places.ts";
import { say } from "./words.ts";

export function sayWhenClosed(): void {
  const words = el("p", {});
  const strip = el("div", { class: "strip", role: "status", hidden: true }, words);
  document.querySelector("main")?.before(strip);
  desk.onChange(({ event }) => {
    strip.hidden = event === "opened" || event === "back";
    if (strip.hidden) return;
    const way = event === "locked" ? wayToSpace() : event === "signed_out" ? wayToSignIn() : null;
    words.replaceChildren(say(`space.strip_${event}`), " ", way === null ? "" : el("a", { href: way }, say(`sealed.way_${event}`)));
  });
}
