"use client";

import { useState } from "react";
import { Popover } from "#components/ui/popover.tsx";
import type { Considered } from "#lib/domain/api/business-detail.ts";
import type { ObservedKind } from "#lib/domain/api/observations.ts";
import { ConsideredList } from "./considered-list.tsx";

interface Props {
  kind: ObservedKind;
  /** What the state is of, for a screen reader: "connection lni_1". */
  subject: string;
  says: string;
  considered: Considered;
}

const RULES = {
  business:
    "The newest activation or deactivation by the provider's time decides. A creation alone does not say active.",
  connection:
    "The newest connect, disconnect or expiry by the provider's time decides. A sync never clears a problem; a later one makes it probable that it is over.",
  task_list:
    "Requests carry no time and may arrive minutes after they were sent, so a completion close to one leaves the order open.",
  resource:
    "Abound sends neither time nor order: the last receipt decides, and what else arrived within 15 minutes before it is shown.",
} satisfies Record<ObservedKind, string>;

/** "why?": the sentence, the events that decide the state, what else was considered, and the rule. */
export function Why({ kind, subject, says, considered }: Props) {
  const [open, setOpen] = useState(false);
  const deciding = considered.events.filter(({ decides }) => decides).length;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={`Why: ${subject}`}
      className="flex max-h-(--available-height) w-120 flex-col"
      trigger={
        <button
          type="button"
          aria-label={`why? ${subject}`}
          className="shrink-0 rounded-sm text-accent underline decoration-dotted underline-offset-2 hover:decoration-solid"
        >
          why?
        </button>
      }
    >
      <div className="border-b px-4 py-3">
        <p className="text-pretty font-medium text-strong">{says}</p>
        <p className="mt-1 text-pretty text-faint text-sm">{RULES[kind]}</p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it a keyboard cannot scroll the list */}
      <section tabIndex={0} aria-label="Considered" className="focus-inset max-h-80 overflow-y-auto px-4 py-2">
        <p className="pt-1 text-faint text-sm">{countText(deciding, considered)}</p>
        <ConsideredList considered={considered} />
      </section>
    </Popover>
  );
}

function countText(deciding: number, { events, isCut }: Considered): string {
  const others = events.length - deciding;
  const decided = deciding === 1 ? "Decided by one event" : `Decided by ${deciding} events`;
  if (others === 0 && !isCut) return `${decided}; nothing else was considered.`;
  return `${decided}; ${others}${isCut ? " and more" : ""} considered besides.`;
}
