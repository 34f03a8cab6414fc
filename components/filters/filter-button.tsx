import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";

interface Props extends Omit<ComponentProps<"button">, "value"> {
  label: string;
  /** What is chosen, in words; undefined when the filter is off. */
  chosen: string | undefined;
}

/** The button of a filter: its name while off, its name and choice while on. */
export function FilterButton({ label, chosen, className, ...rest }: Props) {
  return (
    <button
      type="button"
      className={clsx(
        "inline-flex h-7 max-w-72 shrink-0 items-center gap-1 rounded-md border px-2",
        chosen === undefined
          ? "border-line-strong bg-surface text-normal hover:bg-hover hover:text-strong"
          : "border-transparent bg-accent-soft text-accent",
        className,
      )}
      {...rest}
    >
      <span className="truncate">
        {label}
        {chosen === undefined ? "" : <span className="font-medium">: {chosen}</span>}
      </span>
      <ChevronDown size={13} aria-hidden className="shrink-0 opacity-70" />
    </button>
  );
}
