import { HeartPulse } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { OutagePage } from "#lib/domain/api/outages.ts";
import { OutageCard } from "./outage-card.tsx";

export function OutageList({ page: { data: outages, isCut } }: { page: OutagePage }) {
  if (outages.length === 0) {
    return (
      <EmptyState
        icon={HeartPulse}
        title="No gaps in 30 days"
        hint="Every process of this installation has reported at least every 30 seconds while it was meant to run."
      />
    );
  }
  return (
    <>
      {isCut ? (
        <Notice tone="warn" title={`Only the newest ${outages.length} gaps are listed`}>
          There were more within these 30 days: a process that starts again and again leaves many.
        </Notice>
      ) : null}
      <ul className="flex flex-col gap-3">
        {outages.map((outage) => (
          <li key={`${outage.process} ${outage.from}`}>
            <OutageCard outage={outage} />
          </li>
        ))}
      </ul>
    </>
  );
}
