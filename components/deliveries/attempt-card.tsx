"use client";

import { clsx } from "clsx";
import { ChevronRight, CircleCheck, CircleX, Send } from "lucide-react";
import { useId } from "react";
import { formatMilliseconds } from "#components/ui/format-time.ts";
import { Status, type StatusLook } from "#components/ui/status.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { AttemptRow } from "#lib/domain/api/deliveries.ts";
import { attemptCause } from "#lib/domain/attempt-cause.ts";
import { AttemptDetail } from "./attempt-detail.tsx";

interface Props {
  attempt: AttemptRow;
  canSeeResponses: boolean;
  isOpen: boolean;
  onToggle: () => void;
}

/** One attempt: its outcome in a line, everything about it when open. */
export function AttemptCard({ attempt, canSeeResponses, isOpen, onToggle }: Props) {
  const id = useId();
  return (
    <div className="rounded-lg border bg-surface">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={onToggle}
        className="focus-inset flex w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-lg px-3 py-2 text-left hover:bg-hover"
      >
        <ChevronRight
          size={14}
          aria-hidden
          className={clsx("text-faint transition-transform", isOpen && "rotate-90")}
        />
        <span className="font-medium text-strong">Attempt {attempt.number}</span>
        <Status look={attemptLook(attempt)} />
        {attempt.durationMs === null ? null : (
          <span className="text-faint">{formatMilliseconds(attempt.durationMs)}</span>
        )}
        {attempt.trigger === "initial" || attempt.trigger === "automatic" ? null : (
          <span className="text-faint">{attemptCause(attempt)}</span>
        )}
        <TimeAgo at={attempt.startedAt} className="ml-auto text-faint" />
      </button>
      {isOpen ? (
        <div id={id} className="border-t px-3 py-3">
          <AttemptDetail attempt={attempt} canSeeResponses={canSeeResponses} />
        </div>
      ) : null}
    </div>
  );
}

function attemptLook(attempt: AttemptRow): StatusLook {
  if (attempt.finishedAt === null) return { tone: "accent", icon: Send, label: "Sending" };
  const failure = attempt.error?.kind.replaceAll("_", " ") ?? attempt.outcome.replaceAll("_", " ");
  const label = attempt.statusCode === null ? failure : String(attempt.statusCode);
  return attempt.error === null ? { tone: "ok", icon: CircleCheck, label } : { tone: "bad", icon: CircleX, label };
}
