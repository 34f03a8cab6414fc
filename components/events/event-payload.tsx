import { PayloadView } from "#components/payload/payload-view.tsx";
import { Notice } from "#components/ui/notice.tsx";

interface Props {
  eventId: string;
  /** Null where it may not be seen or is no longer kept; `problem` says which. */
  text: string | null;
  problem: string | null;
}

export function EventPayload({ eventId, text, problem }: Props) {
  return (
    <div className="flex flex-col gap-2">
      {text === null || text === "" ? (
        <Notice tone="quiet">{problem ?? "The body is empty."}</Notice>
      ) : (
        <PayloadView text={text} downloadHref={`/api/v1/events/${eventId}/body`} />
      )}
    </div>
  );
}
