import Link from "next/link";
import { href } from "#components/layout/href.ts";
import { RequestOutcome } from "#components/requests/request-outcome.tsx";
import { ExactTime } from "#components/ui/exact-time.tsx";
import { HeaderList } from "#components/ui/header-list.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import type { EventDetail } from "#lib/domain/api/events.ts";
import { EventEvidence } from "./event-evidence.tsx";
import { ProbableRetries } from "./probable-retries.tsx";

type Evidence = Pick<
  EventDetail,
  "verification" | "door" | "bodySize" | "headers" | "requests" | "duplicates" | "probableRetries"
>;

/** Why the event is believed, how it arrived, and how often. */
export function EventTabs({ event }: { event: Evidence }) {
  return (
    <Tabs
      label="How it arrived"
      tabs={[
        { value: "evidence", label: "Evidence", content: <EventEvidence event={event} /> },
        { value: "headers", label: "Headers", content: <HeaderList label="Request headers" headers={event.headers} /> },
        {
          value: "duplicates",
          label: `Duplicates (${event.duplicates})`,
          content: <Arrivals event={event} />,
        },
        {
          value: "probable_retries",
          label: `Probable retries (${event.probableRetries.length})`,
          content: <ProbableRetries retries={event.probableRetries} />,
        },
      ]}
    />
  );
}

function Arrivals({ event }: { event: Pick<Evidence, "requests" | "duplicates"> }) {
  if (event.duplicates === 0) {
    return <p className="text-faint">This webhook arrived once. Repeated ones change nothing and are counted here.</p>;
  }
  return (
    <div className="flex flex-col gap-2">
      <p className="text-faint">The same webhook arrived again; it was answered 200 and changed nothing.</p>
      <ul className="divide-y divide-line">
        {event.requests.map((request) => (
          <li key={request.id} className="flex flex-wrap items-center gap-x-4 gap-y-0.5 py-1.5">
            <Link href={href.request(request.id)} className="text-strong hover:underline">
              <ExactTime at={request.receivedAt} />
            </Link>
            <RequestOutcome request={request} variant="plain" />
            <span className="text-faint">{request.door} door</span>
          </li>
        ))}
      </ul>
      {event.requests.length <= event.duplicates ? (
        <p className="text-faint">Older requests make room for newer ones, so not every arrival is still listed.</p>
      ) : null}
    </div>
  );
}
