/** A path on this origin, whatever was asked for: addresses elsewhere become the start page. */
export function samePath(target: string, consoleUrl: string): string {
  const url = URL.parse(target, consoleUrl);
  return url?.origin === consoleUrl ? `${url.pathname.replace(/^\/+/, "/")}${url.search}` : "/";
}
