import { FlaskConical } from "lucide-react";
import type { Environment } from "#lib/domain/environment.ts";

/** A source in a narrow column: its name, and a mark where it is not production. */
export function SourceCell({ sourceName, environment }: { sourceName: string; environment: Environment }) {
  const isSandbox = environment === "sandbox";
  return (
    <span
      title={isSandbox ? `${sourceName} (sandbox)` : sourceName}
      className="inline-flex max-w-full items-center gap-1.5 align-middle"
    >
      {isSandbox ? (
        <span className="shrink-0 text-held">
          <FlaskConical size={13} aria-hidden />
          <span className="sr-only">sandbox</span>
        </span>
      ) : null}
      <span className="truncate">{sourceName}</span>
    </span>
  );
}
