import { parseDestinationUrl } from "#lib/domain/destination-url.ts";

/** The host in its own letters; null when it has only plain ones. */
export function unicodeHostOf(url: string): string | null {
  const parsed = parseDestinationUrl(url);
  return parsed.kind === "ok" ? parsed.url.unicodeHost : null;
}
