import { href } from "#components/layout/href.ts";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { plural } from "#components/ui/plural.ts";
import type { KeptRequests } from "./accept-requests-bar.tsx";

/** Says what waits to be verified, a line for each source. Nobody has to do anything about the requests themselves. */
export function HeldRequestsNotice({ held }: { held: readonly KeptRequests[] }) {
  if (held.length === 0) return null;
  return (
    <div className="gutter flex flex-col gap-2 pb-3">
      {held.map(({ slug, name, count }) => (
        <Notice
          key={slug}
          tone="held"
          action={
            <LinkButton size="sm" href={href.requests({ isKept: "true", source: slug })}>
              Show them
            </LinkButton>
          }
        >
          {plural(count, "request")} to {name} could not be verified, as its keys could not be obtained or it has no
          secret. {count === 1 ? "It is" : "They are"} held in full and verified by{" "}
          {count === 1 ? "itself" : "themselves"} within seconds once that is possible; until then nothing is made of{" "}
          {count === 1 ? "it" : "them"}.
        </Notice>
      ))}
    </div>
  );
}
