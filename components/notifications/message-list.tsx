import { plural } from "#components/ui/plural.ts";
import { Status } from "#components/ui/status.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { MessageRow } from "#lib/domain/api/notifications.ts";
import { MESSAGE_LOOKS } from "./notification-looks.ts";

/** What was told, and how it went. */
export function MessageList({ messages }: { messages: readonly MessageRow[] }) {
  if (messages.length === 0) {
    return <p className="text-faint">Nothing was told yet. The first alert or recovery will be listed here.</p>;
  }
  return (
    <ul className="divide-y divide-line border-y">
      {messages.map((message) => (
        <li key={message.id} className="flex flex-wrap items-start gap-x-3 gap-y-1 py-2">
          <Status look={MESSAGE_LOOKS[message.status]} />
          <div className="min-w-0 flex-1 basis-72 [overflow-wrap:anywhere]">
            <ul className="flex flex-col gap-0.5 text-strong">
              {message.lines.map((line) => (
                <li key={`${line.alertId}-${line.change}`}>{line.text}</li>
              ))}
            </ul>
            {message.more > 0 ? <p>and {message.more.toLocaleString("en-GB")} more</p> : null}
            {message.lastError === null ? null : <p className="text-bad">{message.lastError}</p>}
          </div>
          <Progress message={message} />
        </li>
      ))}
    </ul>
  );
}

function Progress({ message: { status, attempts, createdAt, nextAttemptAt, sentAt } }: { message: MessageRow }) {
  if (status === "sent" && sentAt !== null) {
    return (
      <span className="text-faint">
        <TimeAgo at={sentAt} />
        {attempts > 1 ? `, after ${plural(attempts, "attempt")}` : ""}
      </span>
    );
  }
  return (
    <span className="text-faint">
      {plural(attempts, "attempt")}
      {nextAttemptAt === null ? ", begun " : ", next "}
      <TimeAgo at={nextAttemptAt ?? createdAt} />
    </span>
  );
}
