import { clsx } from "clsx";
import type { ReactNode } from "react";
import { TONE_TEXT, type Tone } from "./tone.ts";

interface Props {
  label: string;
  value: ReactNode;
  /** A second line: unit, comparison, oldest. */
  note?: ReactNode;
  tone?: Tone;
}

export function Stat({ label, value, note, tone }: Props) {
  return (
    <div className="min-w-0">
      <div className="truncate text-faint text-sm">{label}</div>
      <div className={clsx("truncate font-medium text-xl tracking-tight", tone ? TONE_TEXT[tone] : "text-strong")}>
        {value}
      </div>
      {note ? <div className="text-pretty text-faint text-sm">{note}</div> : null}
    </div>
  );
}
