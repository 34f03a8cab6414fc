"use client";

import { CheckField } from "#components/ui/check-field.tsx";
import { RadioCards } from "#components/ui/radio-cards.tsx";

export interface SourceChoice {
  value: string;
  label: string;
}

interface Props {
  every: boolean;
  chosen: readonly string[];
  sources: readonly SourceChoice[];
  error?: string | undefined;
  onEvery: (every: boolean) => void;
  onChosen: (slugs: string[]) => void;
}

/** From which sources a destination takes events. */
export function SourcesField({ every, chosen, sources, error, onEvery, onChosen }: Props) {
  const toggle = (slug: string) =>
    onChosen(chosen.includes(slug) ? chosen.filter((other) => other !== slug) : [...chosen, slug]);
  return (
    <div className="flex flex-col gap-3">
      <RadioCards
        legend="Sources"
        value={every ? "every" : "some"}
        onChange={(choice) => onEvery(choice === "every")}
        options={[
          { value: "every", label: "Every source", hint: "Production and sandbox, also sources that are added later." },
          { value: "some", label: "Only these sources", hint: "For example to keep sandbox events away." },
        ]}
      />
      {every ? null : (
        <fieldset className="flex flex-col gap-2 pl-1">
          <legend className="sr-only">Chosen sources</legend>
          {sources.map(({ value, label }) => (
            <CheckField
              key={value}
              label={label}
              hint={<span className="mono break-all">{value}</span>}
              checked={chosen.includes(value)}
              onChange={() => toggle(value)}
            />
          ))}
          {error ? (
            <p role="alert" className="text-bad text-sm">
              {error}
            </p>
          ) : null}
        </fieldset>
      )}
    </div>
  );
}
