"use client";

import { href } from "#components/layout/href.ts";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { ReplayRefusal } from "./use-start-replay.ts";
import { WarningText } from "./warning-text.tsx";

interface Props {
  refusal: Exclude<ReplayRefusal, { kind: "signed_out" }>;
  onStartAnyway: () => void;
  onCountAgain: () => void;
}

/** Why it did not start, and what can be done about it. */
export function RefusalNotice({ refusal, onStartAnyway, onCountAgain }: Props) {
  if (refusal.kind === "refused") {
    return (
      <Notice tone="bad" action={<Button onClick={onCountAgain}>Count again</Button>}>
        {refusal.message}
      </Notice>
    );
  }
  return (
    <Notice tone="bad" title="The same replay is under way">
      <p>
        <WarningText text={refusal.message} />
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        {refusal.replayId === null ? null : (
          <LinkButton href={href.replay(refusal.replayId)}>Show that replay</LinkButton>
        )}
        <Button onClick={onStartAnyway}>Start it all the same</Button>
      </div>
    </Notice>
  );
}
