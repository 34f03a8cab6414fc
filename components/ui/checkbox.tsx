"use client";

import { clsx } from "clsx";
import type { ComponentProps } from "react";

interface Props extends Omit<ComponentProps<"input">, "type"> {
  indeterminate?: boolean;
}

export function Checkbox({ indeterminate = false, className, ...rest }: Props) {
  return (
    <input
      type="checkbox"
      ref={(input) => {
        if (input) input.indeterminate = indeterminate;
      }}
      className={clsx("size-4 shrink-0 cursor-pointer accent-accent disabled:cursor-not-allowed", className)}
      {...rest}
    />
  );
}
