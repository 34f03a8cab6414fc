const SHORTEST_WITH_TAIL = 16;
const TAIL = 4;

/** All that is shown of an address whose path is a secret: its host, and four last characters of a long path. */
export function urlHint(href: string): string {
  const { host, pathname, search } = new URL(href);
  const rest = `${pathname}${search}`;
  if (rest === "/") return host;
  return rest.length >= SHORTEST_WITH_TAIL ? `${host}/…/${rest.slice(-TAIL)}` : `${host}/…`;
}
