import { CodeBlock } from "#components/ui/code-block.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { plural } from "#components/ui/plural.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { StateDifference } from "#lib/domain/api/projection.ts";

interface Props {
  /** The newest of them. */
  differences: readonly StateDifference[];
  total: number;
}

/** Rows of live state that are not what the stored events say, with both values of what differs. */
export function DifferenceList({ differences, total }: Props) {
  if (total === 0) return <p className="mt-2 text-faint">Nothing differs.</p>;
  return (
    <div className="mt-3 flex flex-col gap-3">
      <Notice tone="bad" title={`${plural(total, "row")} of state ${total === 1 ? "differs" : "differ"}`}>
        <code className="mono">npm run cli -- rebuild</code> compares everything, and corrects it with{" "}
        <code className="mono">--apply</code>.
      </Notice>
      {differences.map((difference) => (
        <Difference key={[difference.kind, difference.source, ...difference.key].join("\n")} difference={difference} />
      ))}
    </div>
  );
}

function Difference({ difference }: { difference: StateDifference }) {
  const { kind, source, key, foundAt } = difference;
  const name = `${kind.replace("_", " ")} ${key.join(" ")}`;
  return (
    <div>
      <p className="mb-1 [overflow-wrap:anywhere]">
        <span className="font-medium">{name}</span>{" "}
        <span className="text-faint">
          of {source}, found <TimeAgo at={foundAt} />
        </span>
      </p>
      <CodeBlock label={`What differs in ${name}`} text={differingText(difference)} wrap />
    </div>
  );
}

function differingText({ live, recomputed }: StateDifference): string {
  if (live === null) return `live: no row\nrecomputed: ${JSON.stringify(recomputed)}`;
  if (recomputed === null) return `live: ${JSON.stringify(live)}\nrecomputed: no row`;
  const columns = Object.keys(live).filter((name) => JSON.stringify(live[name]) !== JSON.stringify(recomputed[name]));
  return columns
    .map(
      (name) =>
        `${name}\n  live        ${JSON.stringify(live[name])}\n  recomputed  ${JSON.stringify(recomputed[name])}`,
    )
    .join("\n");
}
