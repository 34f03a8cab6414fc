import { unicodeHostOf } from "./unicode-host.ts";

/** A destination's URL as it is called; a host with other letters also as people read it. */
export function DestinationAddress({ url }: { url: string }) {
  const unicodeHost = unicodeHostOf(url);
  return (
    <span className="mono break-all">
      {url}
      {unicodeHost === null ? null : <span className="text-warn"> reads as {unicodeHost}</span>}
    </span>
  );
}
