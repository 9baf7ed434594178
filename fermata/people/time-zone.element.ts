/** <time-zone>: around a form; preselects the zone this browser lives in, as long as nobody has chosen another. */

const UNCHOSEN = "UTC";

class TimeZone extends HTMLElement {
  connectedCallback(): void {
    const list = this.querySelector<HTMLSelectElement>('select[name="time_zone"]');
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const isListed = [...(list?.options ?? [])].some((option) => option.value === here);
    if (list?.value === UNCHOSEN && isListed) list.value = here;
  }
}

customElements.define("time-zone", TimeZone);
