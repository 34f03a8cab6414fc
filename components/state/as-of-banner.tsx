"use client";

import { History } from "lucide-react";
import { useUrlFilters } from "#components/filters/use-url-filters.ts";
import { Button } from "#components/ui/button.tsx";
import { momentText } from "./moment-text.ts";
import { BASIS_WORDS, type ShownMoment } from "./shown-moment.ts";

/** Says, for as long as the page shows the past, that it does; nothing while it shows the present. */
export function AsOfBanner({ moment }: { moment: ShownMoment }) {
  const filters = useUrlFilters();
  if (moment.asOf === null) return null;
  return (
    <div
      role="note"
      className="sticky top-14 z-20 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-held bg-held-soft px-3 py-2"
    >
      <History size={16} aria-hidden className="shrink-0 text-held" />
      <p className="min-w-0 flex-1 basis-52 text-strong">
        You are looking at <strong className="font-semibold">{momentText(moment.asOf)}</strong>,{" "}
        {BASIS_WORDS[moment.basis].by}.
      </p>
      <Button size="sm" onClick={() => filters.set({ asOf: null, basis: null })}>
        Back to now
      </Button>
    </div>
  );
}
