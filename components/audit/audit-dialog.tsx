"use client";

import { CodeBlock } from "#components/ui/code-block.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ExactTime } from "#components/ui/exact-time.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import { type KeyValue, KeyValueList } from "#components/ui/key-value-list.tsx";
import type { AuditRow } from "#lib/domain/api/audit.ts";
import { actionText } from "./action-text.ts";
import { AuditOutcome } from "./audit-outcome.tsx";

/** One entry in full, with what was before and after. */
export function AuditDialog({ entry, onClose }: { entry: AuditRow; onClose: () => void }) {
  return (
    <Dialog onClose={onClose} title={actionText(entry.action)} size="lg">
      <div className="flex flex-col gap-4">
        <KeyValueList items={facts(entry)} />
        <Change label="Before" value={entry.before} />
        <Change label="After" value={entry.after} />
      </div>
    </Dialog>
  );
}

function facts(entry: AuditRow): KeyValue[] {
  const { target } = entry;
  return [
    { label: "When", value: <ExactTime at={entry.at} /> },
    { label: "Who", value: `${entry.actor.label} (${entry.actor.kind.replace("_", " ")})` },
    ...(target === null
      ? []
      : [
          {
            label: "What",
            value:
              target.id === null ? (
                actionText(target.kind)
              ) : (
                <>
                  {actionText(target.kind)} <IdChip id={target.id} full />
                </>
              ),
          },
        ]),
    { label: "Outcome", value: <AuditOutcome outcome={entry.outcome} /> },
    ...(entry.reason === null ? [] : [{ label: "Reason", value: entry.reason }]),
    { label: "From", value: entry.remoteAddress ?? "unknown" },
    { label: "Entry", value: `number ${entry.seq}` },
    { label: "Hash", value: <IdChip id={entry.hash} full /> },
    ...(entry.requestId === null ? [] : [{ label: "Request", value: <IdChip id={entry.requestId} full /> }]),
  ];
}

function Change({ label, value }: { label: string; value: unknown }) {
  if (value === null || value === undefined) return null;
  return (
    <div>
      <h3 className="mb-1.5 text-base">{label}</h3>
      <CodeBlock label={label} text={JSON.stringify(value, null, 2)} wrap />
    </div>
  );
}
