import { href } from "#components/layout/href.ts";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { plural } from "#components/ui/plural.ts";
import type { ReplayDetail } from "#lib/domain/api/replays.ts";
import { isOver, unsentText } from "./progress-words.ts";
import { isEveryDestinationGone } from "./remainder-scope.ts";

const GONE =
  " Their destination was deleted, so there is nowhere to replay them to; their events can be replayed to another one.";

/** What did not arrive, with the lists that show it. */
export function RemainderNotice({ replay }: { replay: ReplayDetail }) {
  const { id, status, failed } = replay;
  const isGone = isEveryDestinationGone(replay);
  const unsent = status === "canceled" ? unsentText(replay) : null;
  return (
    <>
      {unsent === null ? null : (
        <Notice
          tone="quiet"
          title={`Canceled${replay.canceledBy === null ? "" : ` by ${replay.canceledBy}`}`}
          action={<LinkButton href={href.events({ replayId: id })}>Its events</LinkButton>}
        >
          {unsent} What was sent stays sent.
          {isGone ? GONE : ""}
        </Notice>
      )}
      {failed === 0 ? null : (
        <Notice
          tone="warn"
          title={`${plural(failed, "delivery", "deliveries")} failed${isOver(replay) ? "" : " so far"}`}
          action={
            <span className="flex flex-wrap gap-2">
              <LinkButton href={href.events({ replayId: id, delivery: "dead_lettered" })}>Their events</LinkButton>
              <LinkButton href={href.deliveries({ replayId: id, status: "dead_lettered" })}>The deliveries</LinkButton>
            </span>
          }
        >
          Every retry was used up. They stay listed
          {isGone ? `.${GONE}` : " and can be replayed when the destination is well again."}
        </Notice>
      )}
    </>
  );
}
