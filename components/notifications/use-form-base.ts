"use client";

import { useState } from "react";

interface FormBase<Value> {
  /** What the form began with, or what it saved last. */
  base: Value | null;
  /** After a save or a removal of our own. */
  saved: (value: Value | null) => void;
  /** Begins again with what is stored now; undefined unless somebody else changed it. */
  reload: (() => void) | undefined;
}

/** Keeps a form that stays on its page apart from what the page reads meanwhile. */
export function useFormBase<Value extends { version: number }>(current: Value | null): FormBase<Value> {
  const [base, setBase] = useState(current);
  const [seen, setSeen] = useState(current);
  const isKnown = [base, seen].some((known) => known?.version === current?.version);
  const settle = (value: Value | null) => {
    setBase(value);
    setSeen(current);
  };
  return { base, saved: settle, reload: isKnown ? undefined : () => settle(current) };
}
