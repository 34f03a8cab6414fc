import { clsx } from "clsx";
import type { LineChange } from "#lib/domain/diff-lines.ts";
import { ScrollRegion } from "./scroll-region.tsx";

const LOOK = {
  same: { sign: " ", spoken: "", className: "text-normal" },
  removed: { sign: "−", spoken: "only before: ", className: "bg-bad-soft text-bad" },
  added: { sign: "+", spoken: "only after: ", className: "bg-ok-soft text-ok" },
} satisfies Record<LineChange["kind"], { sign: string; spoken: string; className: string }>;

/** Lines of two texts: those of both, those of the first alone and those of the second alone. */
export function DiffBlock({ label, changes }: { label: string; changes: readonly LineChange[] }) {
  return (
    <ScrollRegion label={label} className="focus-inset max-h-96 overflow-auto rounded-md border bg-sunken py-2">
      <pre className="mono whitespace-pre-wrap break-all">
        {changes.map(({ kind, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity and never move
          <span key={index} className={clsx("block px-3", LOOK[kind].className)}>
            <span aria-hidden className="select-none">
              {LOOK[kind].sign}{" "}
            </span>
            <span className="sr-only">{LOOK[kind].spoken}</span>
            {text}
          </span>
        ))}
      </pre>
    </ScrollRegion>
  );
}
