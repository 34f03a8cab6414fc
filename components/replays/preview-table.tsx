"use client";

import { clsx } from "clsx";
import { TriangleAlert } from "lucide-react";
import { useId } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { ReplayPreviewTarget } from "#lib/domain/api/replays.ts";
import { COUNT_CELL, COUNT_HEAD, COUNT_ROW, CountCell } from "./count-cell.tsx";
import { type ReplayOptions, sendCount } from "./replay-sums.ts";
import { WarningText } from "./warning-text.tsx";

interface Props {
  targets: readonly ReplayPreviewTarget[];
  /** Ids of those that are left out. */
  off: ReadonlySet<string>;
  options: ReplayOptions;
  isCounting: boolean;
  onToggle: (id: string) => void;
}

/** What the replay would do at each destination. Where it is narrow, each becomes a card. */
export function PreviewTable({ targets, off, options, isCounting, onToggle }: Props) {
  return (
    <table
      aria-busy={isCounting}
      className={clsx("w-full transition-opacity max-md:block", isCounting && "pointer-events-none opacity-50")}
    >
      <caption className="sr-only">Deliveries by destination</caption>
      <thead className="max-md:sr-only">
        <tr>
          <th scope="col" className={COUNT_HEAD}>
            Destination
          </th>
          {["delivered before", "failed", "never tried", "superseded"].map((label) => (
            <th key={label} scope="col" className={COUNT_HEAD}>
              {label}
            </th>
          ))}
          <th scope="col" className={clsx(COUNT_HEAD, "text-strong")}>
            to send
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {targets.map((target) => (
          <TargetRow
            key={target.id}
            target={target}
            isOff={off.has(target.id)}
            options={options}
            onToggle={() => onToggle(target.id)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  target: ReplayPreviewTarget;
  isOff: boolean;
  options: ReplayOptions;
  onToggle: () => void;
}

function TargetRow({ target, isOff, options, onToggle }: RowProps) {
  const id = useId();
  const { count, isAtMost } = sendCount(target, options);
  const toSend = isOff ? "–" : `${isAtMost ? "≤ " : ""}${count.toLocaleString("en-GB")}`;
  return (
    <tr className={COUNT_ROW}>
      <td className={clsx(COUNT_CELL, "max-md:col-span-2")}>
        <span className="flex items-start gap-2">
          <Checkbox id={id} checked={!isOff} onChange={onToggle} className="mt-0.5" />
          <span className="min-w-0">
            <label htmlFor={id} className="block break-words font-medium text-strong [overflow-wrap:anywhere]">
              {target.name}
            </label>
            <TargetNotes target={target} />
          </span>
        </span>
      </td>
      <CountCell label="delivered before" count={target.deliveredBefore} />
      <CountCell label="failed" count={target.failed} />
      <CountCell label="never tried" count={target.neverAttempted} />
      <CountCell label="superseded" count={target.superseded} />
      <td
        className={clsx(
          COUNT_CELL,
          "font-medium text-strong max-md:col-span-2 max-md:flex max-md:justify-between max-md:px-0 max-md:py-0.5",
        )}
      >
        <span className="md:sr-only">to send</span> {toSend}
      </td>
    </tr>
  );
}

function TargetNotes({ target: { warnings } }: { target: ReplayPreviewTarget }) {
  return warnings.map((warning) => (
    <span key={warning} className="flex items-start gap-1 text-sm text-warn">
      <TriangleAlert size={12} aria-hidden className="mt-0.75 shrink-0" />
      <span className="min-w-0">
        <WarningText text={warning} />
      </span>
    </span>
  ));
}
