/** <turn-balance space>: how the turns stand between the members, for nobody else. */
import type { Status } from "../../../web/page/desk.ts";
import { el } from "../../../web/page/dom.ts";
import { readers } from "../../../web/page/parts.ts";
import { SpaceElement } from "../../../web/page/space-element.ts";
import { say } from "../../../web/page/words.ts";
import { ofUs, othersByName } from "../company.ts";
import { balanceOf, hadIn } from "./balance.ts";
import { balanceView } from "./balance-view.ts";
import { gather } from "./gathered.ts";

class TurnBalance extends SpaceElement {
  protected override async whenOpen(status: Status, signal: AbortSignal): Promise<void> {
    const { meetings, company } = await gather(status, this.get("space"));
    if (signal.aborted) return;
    const how = el("details", {}, el("summary", {}, say("between.balance.how")), el("p", {}, say("between.balance.rule")));
    this.replaceChildren(balanceView(balanceOf(meetings.map(hadIn)), company), how, readers({ who: ofUs(company), partner: othersByName(company) }));
  }
}

customElements.define("turn-balance", TurnBalance);
