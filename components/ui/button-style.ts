import { clsx } from "clsx";

export type ButtonTone = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md";

const TONE = {
  primary: "border-transparent bg-accent text-on-accent hover:not-disabled:bg-accent-hover",
  secondary: "border-line-strong bg-surface text-strong hover:not-disabled:bg-hover",
  ghost: "border-transparent text-normal hover:not-disabled:bg-hover hover:not-disabled:text-strong",
  danger: "border-transparent bg-bad text-on-bad hover:not-disabled:bg-bad-hover",
} satisfies Record<ButtonTone, string>;

const SIZE = { sm: "h-7 gap-1.5 px-2", md: "h-8 gap-2 px-3" } satisfies Record<ButtonSize, string>;

export function buttonStyle(tone: ButtonTone = "secondary", size: ButtonSize = "md"): string {
  return clsx(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md border font-medium transition-colors",
    "disabled:cursor-not-allowed disabled:opacity-50 aria-busy:cursor-progress",
    TONE[tone],
    SIZE[size],
  );
}
