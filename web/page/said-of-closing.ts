/** One strip across the page when the space closes by itself, or somebody signs out in another tab. */
import { desk } from "./desk.ts";
import { el } from "./dom.ts";
import { wayToSignIn, wayToSpace } from "./places.ts";
import { say } from "./words.ts";

export function sayWhenClosed(): void {
  const words = el("p", {});
  const strip = el("div", { class: "strip", role: "status", hidden: true }, words);
  document.querySelector("main")?.before(strip);
  desk.onChange(({ event }) => {
    strip.hidden = event === "opened";
    if (event === "opened") return;
    const way = event === "locked" ? wayToSpace() : wayToSignIn();
    words.replaceChildren(say(`space.strip_${event}`), " ", el("a", { href: way }, say(event === "locked" ? "sealed.way_locked" : "sealed.way_signed_out")));
  });
}
