/** <time-zone>: around a form; preselects the zone this browser lives in, as long as nobody has chosen another. */

const UNCHOSEN = "UTC";

class TimeZone extends HTMLElement {
  connectedCallback(): void {
    const list = this.querySelector<HTMLSelectElement>('select[name="time_zone"]');
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const option = [...(list?.options ?? [])].find((one) => isCalled(one, here));
    if (list?.value === UNCHOSEN && option) list.value = option.value;
  }
}

/** By the name it has, or by one it had: browsers still say Asia/Calcutta. */
function isCalled(option: HTMLOptionElement, name: string): boolean {
  return option.value === name || Boolean(option.dataset.also?.split(" ").includes(name));
}

customElements.define("time-zone", TimeZone);
