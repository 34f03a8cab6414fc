import { Status } from "#components/ui/status.tsx";
import type { ConnectionStateName } from "#lib/domain/state/connection-state.ts";
import { CONNECTION_LOOKS } from "./connection-looks.ts";

interface Props {
  state: ConnectionStateName;
  /** The state in a sentence, on hover. */
  says?: string;
  variant?: "soft" | "plain";
  /** Leave "not confirmed" to what stands beside it. */
  terse?: boolean;
}

export function ConnectionState({ state, says, variant, terse = false }: Props) {
  const look = CONNECTION_LOOKS[state];
  return (
    <span title={says}>
      <Status look={look} {...(variant === undefined ? {} : { variant })}>
        {terse && state === "probably_reconnected" ? "probably reconnected" : look.label}
      </Status>
    </span>
  );
}
