"use client";

import { RotateCcw } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useReplay } from "./replay-context.ts";
import type { ReplayScope } from "./replay-scope.ts";

interface Props {
  /** Whose events: "the events of connection acc_1…9". */
  label: string;
  scope: ReplayScope;
}

/** Opens the replay dialog from a row; not there for those whose role may not. */
export function ReplayIconButton({ label, scope }: Props) {
  const { problem, open } = useReplay();
  if (problem !== null) return null;
  return (
    <IconButton
      label={`Replay ${label}…`}
      icon={<RotateCcw size={13} aria-hidden />}
      className="size-6!"
      onClick={() => open(scope)}
    />
  );
}
