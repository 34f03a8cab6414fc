"use client";

import { useId } from "react";
import { CheckField } from "#components/ui/check-field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ReplayPreviewTarget } from "#lib/domain/api/replays.ts";
import { longestSeconds, type ReplayOptions, supersededCount } from "./replay-sums.ts";
import { spanText } from "./replay-words.ts";

interface Props {
  /** The chosen destinations. */
  targets: readonly ReplayPreviewTarget[];
  options: ReplayOptions;
  onChange: (options: ReplayOptions) => void;
  /** One event is sent at once, whatever the rate. */
  isSingle: boolean;
}

const RATES = [
  { value: "10", label: "10 per second" },
  { value: "50", label: "50 per second" },
  { value: "200", label: "200 per second" },
  { value: "", label: "as fast as the destination takes them" },
];
const NAMED = 4;

/** What is left out, and how fast the rest is sent. */
export function OptionsField({ targets, options, onChange, isSingle }: Props) {
  const superseded = targets.map((target) => supersededCount(target, options));
  const isUnknown = superseded.includes(null);
  const most = Math.max(0, ...superseded.map((count) => count ?? 0));
  return (
    <div className="flex flex-col gap-2.5">
      <CheckField
        label={`Only what was not delivered yet${isSingle ? "" : undeliveredText(targets)}`}
        checked={options.skipDelivered}
        onChange={(change) => onChange({ ...options, skipDelivered: change.target.checked })}
      />
      <CheckField
        label={`Skip events superseded by a newer one of the same subject${isUnknown ? "" : ` (${most.toLocaleString("en-GB")})`}`}
        {...(isUnknown ? { hint: "Too many to count here; they are found while sending." } : {})}
        checked={options.skipSuperseded}
        onChange={(change) => onChange({ ...options, skipSuperseded: change.target.checked })}
      />
      {isSingle ? null : <RateField targets={targets} options={options} onChange={onChange} />}
    </div>
  );
}

function RateField({ targets, options, onChange }: Omit<Props, "isSingle">) {
  const id = useId();
  const seconds = longestSeconds(targets, options);
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <label htmlFor={id} className="font-medium text-strong">
        Rate
      </label>
      <Select
        id={id}
        className="w-auto! max-w-full"
        options={RATES}
        value={options.rate === null ? "" : String(options.rate)}
        onChange={(change) => onChange({ ...options, rate: Number(change.target.value) || null })}
      />
      <span className="text-faint">
        {seconds === null ? "" : `→ about ${spanText(Math.max(1, seconds))} per destination; `}live events go first
      </span>
    </div>
  );
}

function undeliveredText(targets: readonly ReplayPreviewTarget[]): string {
  if (targets.length === 0 || targets.length > NAMED) return "";
  const parts = targets.map(
    ({ name, failed, neverAttempted }) => `${(failed + neverAttempted).toLocaleString("en-GB")} to ${name}`,
  );
  return ` (${parts.join(", ")})`;
}
