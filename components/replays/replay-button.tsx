"use client";

import { RotateCcw } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { useReplay } from "./replay-context.ts";
import type { ReplayScope } from "./replay-scope.ts";

interface Props extends Pick<ComponentProps<typeof GuardedButton>, "tone" | "size"> {
  scope: ReplayScope;
  children?: ReactNode;
}

/** Opens the replay dialog; says why not to those whose role may not. */
export function ReplayButton({ scope, children = "Replay…", ...look }: Props) {
  const { problem, open } = useReplay();
  return (
    <GuardedButton problem={problem} onClick={() => open(scope)} {...look}>
      <RotateCcw size={14} aria-hidden />
      {children}
    </GuardedButton>
  );
}
