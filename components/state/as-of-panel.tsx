"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioCards } from "#components/ui/radio-cards.tsx";
import { momentText } from "./moment-text.ts";
import { BASIS_WORDS, type ShownMoment } from "./shown-moment.ts";

interface Props {
  moment: ShownMoment;
  onChoose: (moment: ShownMoment) => void;
}

const BASES = [
  {
    value: "received",
    label: BASIS_WORDS.received.label,
    hint: "Only the events that had reached us by then, as this page showed them.",
  },
  {
    value: "occurred",
    label: BASIS_WORDS.occurred.label,
    hint: "The events that had happened by then, also those that reached us later: as far as we know today.",
  },
] as const;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const QUICK = [
  { label: "1 h ago", ago: HOUR },
  { label: "Yesterday", ago: 24 * HOUR },
  { label: "A week ago", ago: 7 * 24 * HOUR },
] as const;

const CHOICE =
  "flex h-7 w-full items-center justify-between gap-3 rounded-sm px-2 text-left hover:bg-hover hover:text-strong aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent";

/** Which moment, and by which of two meanings of "as of". */
export function AsOfPanel({ moment, onChoose }: Props) {
  const [basis, setBasis] = useState(moment.basis);
  const [openedAt] = useState(() => Math.floor(Date.now() / MINUTE) * MINUTE);
  return (
    <div className="flex flex-col gap-3">
      <RadioCards legend="Show the state by" value={basis} options={BASES} onChange={setBasis} />
      <div>
        <button
          type="button"
          aria-pressed={moment.asOf === null}
          className={CHOICE}
          onClick={() => onChoose({ asOf: null, basis })}
        >
          Now
        </button>
        {QUICK.map(({ label, ago }) => {
          const asOf = new Date(openedAt - ago).toISOString();
          return (
            <button key={label} type="button" className={CHOICE} onClick={() => onChoose({ asOf, basis })}>
              {label} <span className="mono text-faint">{momentText(asOf)}</span>
            </button>
          );
        })}
        <p className="px-2 pt-1 text-faint text-sm">Or “just before” an event: the clock beside it in the timeline.</p>
      </div>
      <ExactMoment asOf={moment.asOf} onChoose={(asOf) => onChoose({ asOf, basis })} />
    </div>
  );
}

function ExactMoment({ asOf, onChoose }: { asOf: string | null; onChoose: (asOf: string) => void }) {
  return (
    <form
      className="flex items-end gap-2 border-t pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        const given = new FormData(event.currentTarget).get("asOf");
        const time = typeof given === "string" ? Date.parse(`${given}Z`) : Number.NaN;
        if (!Number.isNaN(time)) onChoose(new Date(time).toISOString());
      }}
    >
      <div className="min-w-0 flex-1">
        <Field label="Moment (UTC)">
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              step={1}
              name="asOf"
              required
              defaultValue={asOf === null ? "" : new Date(asOf).toISOString().slice(0, 19)}
            />
          )}
        </Field>
      </div>
      <Button type="submit" tone="primary">
        Show
      </Button>
    </form>
  );
}
