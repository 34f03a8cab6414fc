"use client";

import { type Pair, PairRows } from "#components/ui/pair-rows.tsx";

interface Props {
  pairs: readonly Pair[];
  error: string | undefined;
  onChange: (pairs: Pair[]) => void;
}

/** Signing secrets, each with a label to tell it from the others. */
export function SecretRows(props: Props) {
  return (
    <PairRows
      {...props}
      legend="Signing secrets"
      noun="secret"
      nameLabel="Label"
      namePlaceholder="2026-11"
      hint="From Abound. Any of them may match, so that a new one can be added before the old one is retired. Without one the source stays disabled."
    />
  );
}

/** Headers that Asset was told to send, whose value only you and Asset know. */
export function SharedHeaderRows(props: Props) {
  return (
    <PairRows
      {...props}
      legend="Shared headers"
      noun="header"
      nameLabel="Header name"
      namePlaceholder="x-webhook-token"
      hint="Asset signs for all its customers with one key. A header with a secret value, entered at Asset and here, proves that an event is yours. One of the values given for a name has to match."
    />
  );
}
