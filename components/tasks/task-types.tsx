import { clsx } from "clsx";
import { Dash } from "#components/ui/dash.tsx";
import { TONE_SOFT } from "#components/ui/tone.ts";
import { describeTaskType, taskTypeWords } from "#lib/domain/task-type.ts";

const MAX_SHOWN = 3;
/** Nothing else gets done before the bank is connected again. */
const FIRST = "reconnect_account";

interface Props {
  types: readonly string[];
  /** Two lists arrived close together, and both are shown. */
  isMerged: boolean;
}

/** What a business is asked to do: the first three, and how many more. */
export function TaskTypes({ types, isMerged }: Props) {
  if (types.length === 0) return <Dash says="no list received" />;
  const ordered = types.toSorted((a, b) => Number(b === FIRST) - Number(a === FIRST));
  const rest = ordered.slice(MAX_SHOWN);
  return (
    <span className="inline-flex max-w-full items-center gap-1 overflow-hidden align-middle">
      {ordered.slice(0, MAX_SHOWN).map((type) => (
        <span
          key={type}
          title={describeTaskType(type).asks}
          className={clsx(
            "inline-block h-5 min-w-12 truncate rounded-sm px-1.5 font-medium text-xs leading-5",
            TONE_SOFT[type === FIRST ? "warn" : "quiet"],
          )}
        >
          {taskTypeWords(type)}
        </span>
      ))}
      {rest.length === 0 ? null : (
        <span title={rest.map(taskTypeWords).join(", ")} className="shrink-0 text-faint text-sm">
          +{rest.length}
        </span>
      )}
      {isMerged ? (
        <span title="Two lists arrived within 5 min; showing both." className="shrink-0 text-faint text-sm">
          2 lists
        </span>
      ) : null}
    </span>
  );
}
