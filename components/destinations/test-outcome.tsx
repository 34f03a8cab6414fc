import type * as z from "zod";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { formatMilliseconds } from "#components/ui/format-time.ts";
import { HeaderList } from "#components/ui/header-list.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import type { testResult } from "#lib/domain/api/write-answers.ts";

type Result = z.infer<typeof testResult>;

/** How a test message went: the answer, or what went wrong and what to do about it. */
export function TestOutcome({ result }: { result: Result }) {
  return (
    <div className="flex flex-col gap-3">
      <Verdict result={result} />
      <Tabs
        key={result.webhookId}
        label="The exchange"
        tabs={[
          { value: "answer", label: "Answer", content: <Answer result={result} /> },
          {
            value: "sent",
            label: "Sent headers",
            content: <HeaderList label="Sent headers" headers={result.requestHeaders} />,
          },
        ]}
      />
    </div>
  );
}

function Verdict({ result }: { result: Result }) {
  const { statusCode, durationMs, error } = result;
  const answer = statusCode === null ? "No answer" : `Answered ${statusCode}`;
  const title = `${answer} after ${formatMilliseconds(durationMs)}`;
  if (result.outcome === "succeeded") {
    return (
      <Notice tone="ok" title={title}>
        The destination accepted it.
      </Notice>
    );
  }
  return (
    <Notice tone="bad" title={title}>
      {error ? `${error.what} ${error.todo}` : "The destination did not accept it."}
    </Notice>
  );
}

function Answer({ result }: { result: Result }) {
  if (result.statusCode === null) return <p className="text-faint">There was no answer.</p>;
  const headers = (result.responseHeaders ?? []).map(([name, value]) => [name, String(value)] as const);
  return (
    <div className="flex flex-col gap-3">
      <HeaderList label="Headers of the answer" headers={headers} />
      {result.responseSnippet ? (
        <CodeBlock label="Body of the answer" text={result.responseSnippet} wrap />
      ) : (
        <p className="text-faint">The answer had no body.</p>
      )}
    </div>
  );
}
