import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { TONE_SOFT, TONE_TEXT, type Tone } from "./tone.ts";

export interface StatusLook {
  tone: Tone;
  icon: LucideIcon;
  label: string;
}

interface Props {
  look: StatusLook;
  /** "soft" is a pill; "plain" has no background, for dense rows. */
  variant?: "soft" | "plain";
  /** Replaces the label's text, never the icon. */
  children?: ReactNode;
}

/** A state as colour, icon and word together. */
export function Status({ look, variant = "soft", children }: Props) {
  const Icon = look.icon;
  const isSoft = variant === "soft";
  return (
    <span
      className={clsx(
        "inline-flex max-w-full items-center gap-1.5 whitespace-nowrap align-middle font-medium",
        isSoft ? clsx("h-5.5 rounded-sm px-1.5 text-sm", TONE_SOFT[look.tone]) : TONE_TEXT[look.tone],
      )}
    >
      <Icon size={13} strokeWidth={2.25} aria-hidden className="shrink-0" />
      <span className="truncate">{children ?? look.label}</span>
    </span>
  );
}
