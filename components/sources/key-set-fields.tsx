"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioCards } from "#components/ui/radio-cards.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { KeyOrigin, SourceValues } from "./source-values.ts";

interface Props {
  values: SourceValues;
  errors: Readonly<Record<string, string>>;
  /** A new source may leave it to the keys that Asset publishes. */
  isNew: boolean;
  /** A pasted set is stored; leaving the field empty keeps it. */
  hasPasted: boolean;
  set: (part: Partial<SourceValues>) => void;
}

const DEFAULT = {
  value: "default" as const,
  label: "The keys that Asset publishes",
  hint: "Read from Asset's key set address and refreshed by itself. Right for almost everybody.",
};
const OTHERS = [
  {
    value: "url" as const,
    label: "A key set at a URL",
    hint: "Read and refreshed from there.",
  },
  {
    value: "pasted" as const,
    label: "A key set pasted here",
    hint: "For systems without a way out. It has to be replaced by hand when Asset changes its keys.",
  },
];

/** Where the public keys come from that verify Asset's signatures. */
export function KeySetFields({ values, errors, isNew, hasPasted, set }: Props) {
  return (
    <div className="flex flex-col gap-3">
      <RadioCards<KeyOrigin>
        legend="Keys"
        value={values.keyOrigin}
        onChange={(keyOrigin) => set({ keyOrigin })}
        options={isNew ? [DEFAULT, ...OTHERS] : OTHERS}
      />
      {values.keyOrigin === "url" ? (
        <Field label="Key set URL" error={errors.jwksUrl}>
          {(control) => (
            <Input
              {...control}
              className="mono"
              type="url"
              spellCheck={false}
              autoComplete="off"
              placeholder="https://api.getasset.com/.well-known/jwks.json"
              value={values.jwksUrl}
              onChange={(typed) => set({ jwksUrl: typed.target.value })}
            />
          )}
        </Field>
      ) : null}
      {values.keyOrigin === "pasted" ? (
        <Field
          label="Key set (JWKS)"
          hint={
            hasPasted ? "A set is stored. Leave this empty to keep it." : "The whole JSON document, public keys only."
          }
          error={errors.jwks}
        >
          {(control) => (
            <Textarea
              {...control}
              className="mono"
              rows={6}
              spellCheck={false}
              placeholder={'{ "keys": [ … ] }'}
              value={values.jwks}
              onChange={(typed) => set({ jwks: typed.target.value })}
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}
