import { clsx } from "clsx";
import { CircleAlert, CircleCheck, Info, type LucideIcon, PauseCircle, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { TONE_SOFT, type Tone } from "./tone.ts";

const ICON = {
  ok: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  held: PauseCircle,
  quiet: Info,
  accent: Info,
} satisfies Record<Tone, LucideIcon>;

interface Props {
  tone: Tone;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** A message in the page: what is the case and what to do. Bad news is announced at once. */
export function Notice({ tone, title, children, action }: Props) {
  const Icon = ICON[tone];
  return (
    <div
      role={tone === "bad" ? "alert" : "note"}
      className={clsx("flex flex-wrap items-start gap-2.5 rounded-md px-3 py-2", TONE_SOFT[tone])}
    >
      <Icon size={16} aria-hidden className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1 basis-52 break-words">
        {title ? <p className="font-medium text-strong">{title}</p> : null}
        {children ? <div className="text-normal">{children}</div> : null}
      </div>
      {action ? <div className="shrink-0">{action}</div> : null}
    </div>
  );
}
