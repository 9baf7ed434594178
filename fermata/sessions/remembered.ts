/** Switches that are kept on this device. A browser without storage forgets them, no more. */

export function isRememberedOn(name: string): boolean {
  try {
    return localStorage.getItem(name) === "on";
  } catch {
    return false;
  }
}

export function remember(name: string, isOn: boolean): void {
  try {
    if (isOn) localStorage.setItem(name, "on");
    else localStorage.removeItem(name);
  } catch {
    // forgotten
  }
}
