import { clsx } from "clsx";
import type { ReactNode } from "react";
import { TONE_SOFT, type Tone } from "./tone.ts";

/** A short label without a state of its own: "sandbox", "test", a flag. */
export function Badge({ tone = "quiet", title, children }: { tone?: Tone; title?: string; children: ReactNode }) {
  return (
    <span
      title={title}
      className={clsx(
        "inline-flex h-5 shrink-0 items-center whitespace-nowrap align-middle rounded-sm px-1.5 font-medium text-xs",
        TONE_SOFT[tone],
      )}
    >
      {children}
    </span>
  );
}
