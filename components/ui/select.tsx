import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";

export interface SelectOption {
  value: string;
  label: string;
}

interface Props extends Omit<ComponentProps<"select">, "children"> {
  options: readonly SelectOption[];
}

/** The platform's own select: full keyboard and touch behaviour for free. */
export function Select({ options, className, ...rest }: Props) {
  return (
    <span className={clsx("relative inline-block w-full", className)}>
      <select className="control h-8 w-full appearance-none pr-7 pl-2.5" {...rest}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        size={14}
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-2 text-faint"
      />
    </span>
  );
}
