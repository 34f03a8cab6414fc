import { RawText } from "#components/payload/raw-text.tsx";
import { ExactTime } from "#components/ui/exact-time.tsx";
import { HeaderList } from "#components/ui/header-list.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { AttemptRow } from "#lib/domain/api/deliveries.ts";
import { attemptCause } from "#lib/domain/attempt-cause.ts";

interface Props {
  attempt: AttemptRow;
  canSeeResponses: boolean;
}

/** What was sent, what came back, what went wrong and what to do about it. */
export function AttemptDetail({ attempt, canSeeResponses }: Props) {
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
          { label: "Because of", value: attemptCause(attempt) },
          { label: "Address", value: <span className="mono">{attempt.address ?? "not connected"}</span> },
        ]}
      />
      <Part title="Request">
        <p className="mono mb-2 break-all">POST {attempt.url}</p>
        <HeaderList label={`Request headers of attempt ${attempt.number}`} headers={attempt.requestHeaders} />
      </Part>
      <Part title="Response">
        <ResponsePart attempt={attempt} canSeeResponses={canSeeResponses} />
      </Part>
    </div>
  );
}

function ResponsePart({ attempt, canSeeResponses }: Props) {
  if (attempt.outcome === "unknown") {
    return <p className="text-faint">Outcome unknown: the worker stopped before it had recorded a response.</p>;
  }
  if (attempt.finishedAt === null) return <p className="text-faint">Not answered yet.</p>;
  if (attempt.statusCode === null) return <p className="text-faint">No response: the connection gave none.</p>;
  return (
    <div className="flex flex-col gap-2">
      <p className="mono">HTTP {attempt.statusCode}</p>
      <HeaderList label={`Response headers of attempt ${attempt.number}`} headers={attempt.responseHeaders ?? []} />
      <ResponseBody attempt={attempt} canSeeResponses={canSeeResponses} />
    </div>
  );
}

function ResponseBody({ attempt, canSeeResponses }: Props) {
  if (!canSeeResponses) {
    return <p className="text-faint">Your role may not see what receivers answer. Ask an operator.</p>;
  }
  if (!attempt.responseSnippet) return <p className="text-faint">No body: the response held headers only.</p>;
  return <RawText label={`Response body of attempt ${attempt.number}`} text={attempt.responseSnippet} />;
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1.5 text-base">{title}</h3>
      {children}
    </div>
  );
}
