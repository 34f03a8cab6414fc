import { clsx } from "clsx";
import { CONNECTION_LOOKS } from "#components/connections/connection-looks.ts";
import { Dash } from "#components/ui/dash.tsx";
import { TONE_TEXT } from "#components/ui/tone.ts";
import type { BusinessRow } from "#lib/domain/api/businesses.ts";
import { CONNECTION_STATES } from "#lib/domain/state/connection-state.ts";

/** "✓2 ✕1 ?1": how many connections are in which state. */
export function ConnectionCounts({ connections }: Pick<BusinessRow, "connections">) {
  if (connections.total === 0) return <Dash says="no connection reported" />;
  const counted = CONNECTION_STATES.flatMap((state) => {
    const count = connections.byState[state] ?? 0;
    return count === 0 ? [] : [{ state, count }];
  });
  return (
    <span className="inline-flex max-w-full items-center gap-2.5 align-middle">
      {counted.map(({ state, count }) => {
        const { icon: Icon, label, tone } = CONNECTION_LOOKS[state];
        return (
          <span
            key={state}
            title={`${count} ${label}`}
            className={clsx("inline-flex items-center gap-1 font-medium", TONE_TEXT[tone])}
          >
            <Icon size={13} strokeWidth={2.25} aria-hidden />
            {count}
            <span className="sr-only"> {label}</span>
          </span>
        );
      })}
    </span>
  );
}
