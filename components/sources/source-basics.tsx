"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { RadioCards } from "#components/ui/radio-cards.tsx";
import type { SourceValues } from "./source-values.ts";

interface Props {
  values: SourceValues;
  errors: Readonly<Record<string, string>>;
  set: (part: Partial<SourceValues>) => void;
}

/** Name, environment and the silence that is told. */
export function SourceBasics({ values, errors, set }: Props) {
  return (
    <>
      <Field label="Name" error={errors.name}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={120}
            placeholder={values.provider === "asset" ? "Asset" : "Abound"}
            value={values.name}
            onChange={(typed) => set({ name: typed.target.value })}
          />
        )}
      </Field>
      <RadioCards
        legend="Environment"
        value={values.environment}
        onChange={(environment) => set({ environment })}
        options={[
          { value: "production", label: "Production", hint: "Real businesses and real money." },
          {
            value: "sandbox",
            label: "Sandbox",
            hint: "The provider's test side. Every list can be narrowed to either.",
          },
        ]}
      />
      <NumberField
        label="Tell of silence after so many minutes"
        optional
        hint="So long without an event while the source is enabled, and the address of Notifications is told. Choose more than its longest usual pause."
        placeholder="not watched"
        error={errors.quietAfterMinutes}
        value={values.quietAfterMinutes}
        onChange={(quietAfterMinutes) => set({ quietAfterMinutes })}
      />
    </>
  );
}
