import { clsx } from "clsx";
import { formatMilliseconds, formatUtc } from "#components/ui/format-time.ts";
import type { AttemptRow } from "#lib/domain/api/deliveries.ts";
import { attemptCause } from "#lib/domain/attempt-cause.ts";

interface Props {
  left: AttemptRow;
  right: AttemptRow;
}

const FACTS: readonly { label: string; of: (attempt: AttemptRow) => string }[] = [
  { label: "Sent", of: ({ startedAt }) => `${formatUtc(startedAt)} UTC` },
  { label: "Outcome", of: (attempt) => attempt.error?.what ?? attempt.outcome },
  { label: "Response", of: ({ statusCode }) => (statusCode === null ? "none" : String(statusCode)) },
  { label: "Took", of: ({ durationMs }) => (durationMs === null ? "unknown" : formatMilliseconds(durationMs)) },
  { label: "Because of", of: attemptCause },
  { label: "URL", of: ({ url }) => url },
  { label: "Address", of: ({ address }) => address ?? "not connected" },
];

/** The facts of two attempts in two columns; rows that differ say so. */
export function AttemptFactsTable({ left, right }: Props) {
  return (
    <table className="w-full table-fixed border-separate border-spacing-0">
      <caption className="sr-only">
        Attempt {left.number} and attempt {right.number}
      </caption>
      <thead>
        <tr className="text-left text-faint text-sm">
          <th scope="col" className="w-22 border-b py-1 pr-3 font-normal md:w-32">
            <span className="sr-only">Fact</span>
          </th>
          <th scope="col" className="border-b py-1 pr-3 font-normal">
            Attempt {left.number}
          </th>
          <th scope="col" className="border-b py-1 font-normal">
            Attempt {right.number}
          </th>
        </tr>
      </thead>
      <tbody>
        {FACTS.map(({ label, of }) => (
          <FactRow key={label} label={label} left={of(left)} right={of(right)} />
        ))}
      </tbody>
    </table>
  );
}

function FactRow({ label, left, right }: { label: string; left: string; right: string }) {
  const differs = left !== right;
  const cell = clsx(
    "border-b [overflow-wrap:anywhere] py-1.5 align-top",
    differs ? "font-medium text-strong" : "text-normal",
  );
  return (
    <tr>
      <th scope="row" className="border-b py-1.5 pr-3 text-left align-top font-normal text-faint">
        {label}
        {differs ? <span className="sr-only">, differs</span> : null}
      </th>
      <td className={clsx(cell, "pr-3")}>{left}</td>
      <td className={cell}>{right}</td>
    </tr>
  );
}
