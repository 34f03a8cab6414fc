"use client";

import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { plural } from "#components/ui/plural.ts";
import type { ReplayPreviewTarget } from "#lib/domain/api/replays.ts";
import { AddDestination } from "./add-destination.tsx";
import { CountingLine, PreviewSkeleton } from "./preview-skeleton.tsx";
import { PreviewTable } from "./preview-table.tsx";
import type { ReplayScope } from "./replay-scope.ts";
import type { Preview } from "./use-preview.ts";
import type { ReplayForm } from "./use-replay-form.ts";

interface Props {
  scope: ReplayScope;
  form: ReplayForm;
  preview: Preview;
  targets: readonly ReplayPreviewTarget[];
}

/** The numbers, or that they are being counted. */
export function PreviewPart({ scope, form, preview, targets }: Props) {
  const { kind } = preview.state;
  const ids = targets.map(({ id }) => id);
  if (kind === "stopped") return <Stopped onCountAgain={preview.countAgain} />;
  if (targets.length === 0) {
    if (kind === "counting") return <PreviewSkeleton text={countingText(scope)} onStop={preview.stop} />;
    return (
      <div className="flex flex-col gap-2">
        {kind === "counted" ? <NoDestination events={preview.state.preview.events} /> : null}
        <AddDestination present={ids} onAdd={(id) => form.add(id, ids)} />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <PreviewTable
        targets={targets}
        off={form.off}
        options={form.options}
        isCounting={kind === "counting"}
        onToggle={form.toggle}
      />
      {kind === "counting" ? (
        <CountingLine text={countingText(scope)} onStop={preview.stop} />
      ) : (
        <AddDestination present={ids} onAdd={(id) => form.add(id, ids)} />
      )}
    </div>
  );
}

function NoDestination({ events }: { events: number }) {
  if (events === 0) return <Notice tone="quiet">No event matches.</Notice>;
  return (
    <Notice tone="warn" title="No destination takes these events">
      Choose one below on purpose, or change the event types and sources of a destination.
    </Notice>
  );
}

function Stopped({ onCountAgain }: { onCountAgain: () => void }) {
  return (
    <Notice tone="quiet" action={<Button onClick={onCountAgain}>Count again</Button>}>
      Counting was stopped. Nothing can be sent before it is known how much that is.
    </Notice>
  );
}

function countingText({ events }: ReplayScope): string {
  return events.kind === "filter" ? "Counting events…" : `Counting ${plural(events.ids.length, "event")}…`;
}
