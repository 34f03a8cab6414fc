"use client";

import { RadioCards } from "./radio-cards.tsx";

export type OnResume = "deliver" | "discard";

interface Props {
  waiting: number;
  value: OnResume;
  onChange: (value: OnResume) => void;
}

/** What becomes of the deliveries that waited during a pause. */
export function ResumeChoice({ waiting, value, onChange }: Props) {
  const count = waiting.toLocaleString("en-GB");
  return (
    <RadioCards
      legend="Deliveries that waited"
      value={value}
      onChange={onChange}
      options={[
        { value: "deliver", label: `Send ${count} now`, hint: "In the order they were received." },
        { value: "discard", label: `Discard ${count}`, hint: "Not sent, listed as discarded, can be replayed." },
      ]}
    />
  );
}
