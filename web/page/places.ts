/** Where to go next. Only places of our own: a path, never another site. */

/** @returns path and query of a place here, or `null` when the wish leads elsewhere or nowhere */
export function ownPlace(wish: string | null, origin: string): string | null {
  if (wish === null || !/^\/(?![/\\])/.test(wish) || wish.length > 500) return null;
  try {
    const url = new URL(wish, origin);
    return url.origin === origin ? url.pathname + url.search + url.hash : null;
  } catch {
    return null;
  }
}

/** Where `?next=` of this page leads; home without one. The door to the space does not lead to itself. */
export function nextPlace(): string {
  const wish = ownPlace(new URLSearchParams(location.search).get("next"), location.origin);
  return wish === null || /^\/space\/?($|[?#])/.test(wish) ? "/" : wish;
}

/** The page that opens one's space, and comes back here. */
export function wayToSpace(): string {
  return `/space/?next=${encodeURIComponent(here())}`;
}

/** The page that signs in, and comes back here. */
export function wayToSignIn(): string {
  return `/sign-in/?next=${encodeURIComponent(here())}`;
}

function here(): string {
  return location.pathname + location.search;
}
