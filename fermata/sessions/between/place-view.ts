/** Where the next meeting takes place: the link, what is sealed on the way there, and another link. */
import { desk } from "../../../web/page/desk.ts";
import { el } from "../../../web/page/dom.ts";
import { actions, button, readers, whileBusy } from "../../../web/page/parts.ts";
import { say, sayRefusal } from "../../../web/page/words.ts";
import { ofUs, othersByName } from "../company.ts";
import { box, oneOf, section } from "./boxes.ts";
import type { Gathered } from "./gathered.ts";
import { callLink, placeOfMeeting } from "./call-link.ts";
import { type Place, SERVICES, type Service, TEMPLATES, freshRoom, hostOf, roomName, whyNotLink, whyNotTemplate } from "./place.ts";
import { type Kept, keepOurs } from "./records.ts";

export class PlaceView {
  readonly node = section(say("between.place"), { class: "place" });
  readonly #found: Gathered;
  readonly #body = el("div", { class: "place-body" });
  readonly #no = el("p", { class: "wrong", role: "alert", hidden: true });
  #kept: Kept<Place> | null;
  #former: string;

  constructor(found: Gathered) {
    this.#found = found;
    const place = placeOfMeeting(found);
    this.#kept = place?.kept ?? null;
    this.#former = place?.former ?? "";
    this.node.append(this.#body, this.#no);
    this.#draw();
  }

  #draw({ focus = false } = {}): void {
    const place = this.#kept?.value;
    const has = place !== undefined && place.url !== "";
    const change = this.#change(place);
    this.#body.replaceChildren(
      has ? callLink(place) : this.#none(place),
      this.#found.isReadOnly ? "" : el("details", {}, el("summary", {}, say(has ? "between.place.change" : "between.place.put")), change),
    );
    if (focus) this.#body.querySelector<HTMLElement>("a, summary")?.focus();
  }

  #none(place: Place | undefined): HTMLElement {
    if (place === undefined || this.#former === "" || this.#found.isReadOnly) return el("p", {}, say("between.place.none"));
    const again = button(say("between.place.again", { host: hostOf(this.#former) }), () => void this.#keep({ ...place, url: this.#former }));
    return el("div", {}, el("p", {}, say("between.place.none")), actions(again));
  }

  #change(place: Place | undefined): HTMLElement {
    const options = SERVICES.map((value) => ({ value, words: say(`between.place.${value}`), about: say(`between.place.about_${value}`) }));
    const service = oneOf(say("between.place.which"), { name: "service", options, value: place?.service ?? "jitsi", must: true });
    const template = el("input", { type: "url", autocomplete: "off", spellcheck: "false", maxlength: "900" });
    const link = el("input", { type: "url", autocomplete: "off", spellcheck: "false", maxlength: "900" });
    const asTemplate = box(say("between.place.template"), template, say("between.place.template_hint"));
    const asLink = box(say("between.place.link"), link, say("between.place.link_hint"));
    const draw = button(say("between.place.fresh"), null, { type: "submit" });
    const chosen = (): Service => service.value as Service;
    const show = (): void => {
      asTemplate.hidden = chosen() === "other";
      asLink.hidden = chosen() !== "other";
      template.value = chosen() === place?.service && place.template !== "" ? place.template : TEMPLATES[chosen()];
      draw.textContent = say(chosen() === "other" ? "between.place.keep" : "between.place.fresh");
    };
    const form = el("form", { class: "place-form" }, service.node, asTemplate, asLink, actions(draw, place?.url ? button(say("between.place.remove"), () => void this.#keep({ ...place, url: "" }), { kind: "quiet" }) : null), readers({ who: ofUs(this.#found.company), partner: othersByName(this.#found.company) }));
    form.noValidate = true;
    service.node.addEventListener("change", show);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void whileBusy(draw, () => this.#submit({ service: chosen(), template: template.value.trim(), link: link.value.trim() }));
    });
    show();
    return form;
  }

  async #submit({ service, template, link }: { service: Service; template: string; link: string }): Promise<void> {
    const no = service === "other" ? whyNotLink(link) : whyNotTemplate(template);
    if (no !== null) return this.#refuse(say(`between.no.${no}`));
    const url = service === "other" ? link : freshRoom(template, roomName());
    await this.#keep({ url, service, template: service === "other" ? (this.#kept?.value.template ?? "") : template });
  }

  async #keep(value: Place): Promise<void> {
    const { shared, me } = this.#found;
    const item = this.#kept?.item ?? crypto.randomUUID();
    try {
      if (await this.#isOlder()) return this.#showNewer();
      const version = await keepOurs({ space: shared, item, kind: "place", about: shared, value, base: this.#kept?.version ?? 0 });
      this.#kept = { item, version, by: me, at: "", about: shared, value };
      this.#refuse("");
      this.#draw({ focus: true });
    } catch (error) {
      if ((error as { code?: string }).code !== "stale") return this.#refuse(sayRefusal(error));
      await this.#isOlder();
      this.#showNewer();
    }
  }

  /** Whether somebody else has put a link meanwhile, under this item or another: then it is held. */
  async #isOlder(): Promise<boolean> {
    const ours = await desk.items({ space: this.#found.shared });
    const newest = placeOfMeeting({ ours, meetings: this.#found.meetings });
    if (newest === null || (newest.kept.item === this.#kept?.item && newest.kept.version === this.#kept.version)) return false;
    this.#kept = newest.kept;
    this.#former = newest.former;
    return true;
  }

  #showNewer(): void {
    this.#draw({ focus: true });
    this.#refuse(say("between.no.place"));
  }

  #refuse(words: string): void {
    this.#no.textContent = words;
    this.#no.hidden = words === "";
  }
}
