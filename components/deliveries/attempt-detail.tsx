import { RawText } from "#components/payload/raw-text.tsx";
import { ExactTime } from "#components/ui/exact-time.tsx";
import { HeaderList } from "#components/ui/header-list.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { AttemptRow } from "#lib/domain/api/deliveries.ts";

/** What was sent, what came back, what went wrong and what to do about it. */
export function AttemptDetail({ attempt }: { attempt: AttemptRow }) {
  return (
    <div className="flex flex-col gap-4">
      {attempt.error ? (
        <Notice tone="bad" title={attempt.error.what}>
          {attempt.error.todo}
        </Notice>
      ) : null}
      <KeyValueList
        layout="grid"
        items={[
          { label: "Sent", value: <ExactTime at={attempt.startedAt} /> },
          { label: "Because of", value: becauseOf(attempt) },
          { label: "Address", value: <span className="mono">{attempt.address ?? "not connected"}</span> },
        ]}
      />
      <Part title="Request">
        <p className="mono mb-2 break-all">POST {attempt.url}</p>
        <HeaderList label={`Request headers of attempt ${attempt.number}`} headers={attempt.requestHeaders} />
      </Part>
      <Part title="Response">
        <ResponsePart attempt={attempt} />
      </Part>
    </div>
  );
}

const BECAUSE_OF: Readonly<Record<string, string>> = {
  initial: "the event's arrival",
  automatic: "the retry schedule",
  manual: "a redelivery",
  replay: "a replay",
  resume: "the end of a pause",
};

function becauseOf({ trigger, actor }: AttemptRow): string {
  const cause = BECAUSE_OF[trigger] ?? trigger;
  return actor === null ? cause : `${cause}, by ${actor}`;
}

function ResponsePart({ attempt }: { attempt: AttemptRow }) {
  if (attempt.finishedAt === null) return <p className="text-faint">Not answered yet.</p>;
  if (attempt.statusCode === null) return <p className="text-faint">No response.</p>;
  return (
    <div className="flex flex-col gap-2">
      <HeaderList label={`Response headers of attempt ${attempt.number}`} headers={attempt.responseHeaders ?? []} />
      {attempt.responseSnippet ? (
        <RawText label={`Response body of attempt ${attempt.number}`} text={attempt.responseSnippet} />
      ) : (
        <p className="text-faint">The response had no body.</p>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1.5 text-base">{title}</h3>
      {children}
    </div>
  );
}
