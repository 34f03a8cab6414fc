import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonTone, buttonStyle } from "./button-style.ts";

interface Props extends ComponentProps<"button"> {
  tone?: ButtonTone;
  size?: ButtonSize;
  /** Work is under way: keeps its width and its label, refuses a second click. */
  busy?: boolean;
}

export function Button({ tone, size, busy = false, disabled, className, type = "button", ...rest }: Props) {
  return (
    <button
      type={type}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={clsx(buttonStyle(tone, size), className)}
      {...rest}
    />
  );
}
