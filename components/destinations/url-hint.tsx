import { parseDestinationUrl } from "#lib/domain/destination-url.ts";

/** What may be entered, and how a host with other letters is written when it is called. */
export function UrlHint({ url }: { url: string }) {
  const parsed = parseDestinationUrl(url.trim());
  const unicodeHost = parsed.kind === "ok" ? parsed.url.unicodeHost : null;
  return (
    <>
      Signed requests are posted here. https, or plain http for an allow-listed private address.
      {parsed.kind === "ok" && unicodeHost !== null ? (
        <span className="block text-warn">
          {unicodeHost} is called as <span className="mono">{parsed.url.host}</span>; make sure that no letter only
          looks like another.
        </span>
      ) : null}
    </>
  );
}
