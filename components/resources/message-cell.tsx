import { Dash } from "#components/ui/dash.tsx";
import type { ResourceRow } from "#lib/domain/api/resources.ts";

/** The provider's message with the fix to give, or the fix alone where an error came without a message. */
export function MessageCell({ resource: { message, fix } }: { resource: Pick<ResourceRow, "message" | "fix"> }) {
  if (message === null && fix === null) return <Dash says="no message" />;
  return (
    <span title={[message, fix].filter(Boolean).join(": ")}>
      {message === null ? null : <span className="mono text-strong">{message}</span>}
      {fix === null ? null : (
        <span className="text-faint">
          {message === null ? "" : " · "}
          {fix}
        </span>
      )}
    </span>
  );
}
