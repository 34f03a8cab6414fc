import { SourceLabel } from "#components/sources/source-label.tsx";
import { ExactTime } from "#components/ui/exact-time.tsx";
import { type KeyValue, KeyValueList } from "#components/ui/key-value-list.tsx";
import { plural } from "#components/ui/plural.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { RequestRow } from "#lib/domain/api/requests.ts";

export function RequestFacts({ request }: { request: RequestRow }) {
  const items: KeyValue[] = [
    {
      label: "Source",
      value: (
        <SourceLabel
          name={request.sourceName ?? `${request.source} (no such source)`}
          environment={request.environment}
        />
      ),
    },
    { label: "Received", value: <ExactTime at={request.receivedAt} /> },
    { label: "Answer", value: `HTTP ${request.status}` },
    { label: "Door", value: request.door },
    { label: "From", value: <span className="mono">{request.remoteAddress ?? "unknown"}</span> },
    { label: "Body", value: request.bodySize === null ? "unknown" : plural(request.bodySize, "byte") },
    ...(request.sharedHeaderPassed === null
      ? []
      : [{ label: "Shared header", value: request.sharedHeaderPassed ? "right on arrival" : "wrong or missing" }]),
    ...(request.acceptedLaterAt === null
      ? []
      : [{ label: "Accepted later", value: <TimeAgo at={request.acceptedLaterAt} /> }]),
  ];
  return <KeyValueList layout="grid" items={items} />;
}
