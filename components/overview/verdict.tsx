import { clsx } from "clsx";
import { CircleAlert, CircleCheck, CircleDashed, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { TONE_TEXT, type Tone } from "#components/ui/tone.ts";
import type { Overview } from "#lib/domain/api/overview.ts";

const LOOKS = {
  ok: { tone: "ok", icon: CircleCheck },
  warn: { tone: "warn", icon: TriangleAlert },
  bad: { tone: "bad", icon: CircleAlert },
  idle: { tone: "quiet", icon: CircleDashed },
} satisfies Record<Overview["tone"], { tone: Tone; icon: LucideIcon }>;

interface Props {
  overview: Pick<Overview, "verdict" | "tone" | "generatedAt">;
  /** What is worth knowing and no problem. */
  note?: ReactNode;
  action?: ReactNode;
}

/** The state of everything in one to three sentences. */
export function Verdict({ overview, note, action }: Props) {
  const { tone, icon: Icon } = LOOKS[overview.tone];
  return (
    <section aria-label="Verdict" className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <Icon size={20} aria-hidden className={clsx("mt-0.5 shrink-0", TONE_TEXT[tone])} />
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-pretty font-medium text-strong text-xl">{overview.verdict}</p>
        <p className="mt-0.5 text-faint text-sm">
          as of <TimeAgo at={overview.generatedAt} />
        </p>
        {note}
      </div>
      {action}
    </section>
  );
}
