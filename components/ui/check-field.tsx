import { type ComponentProps, type ReactNode, useId } from "react";
import { Checkbox } from "./checkbox.tsx";

interface Props extends Omit<ComponentProps<typeof Checkbox>, "id"> {
  label: ReactNode;
  hint?: ReactNode;
}

/** A checkbox with its label and a line of explanation. */
export function CheckField({ label, hint, ...rest }: Props) {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <Checkbox id={id} aria-describedby={hint ? `${id}-hint` : undefined} className="mt-0.5" {...rest} />
      <div className="min-w-0">
        <label htmlFor={id} className="text-strong">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="text-faint text-sm">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}
