"use client";

import { useState } from "react";

interface Latest<Value> {
  /** What the form began with. */
  base: Value;
  /** Begins again with what is stored now; undefined while that is the same. */
  reload: (() => void) | undefined;
}

/** Keeps a form on what it began with while the page reads newer versions, and offers to change over. */
export function useLatest<Value extends { version: number }>(current: Value): Latest<Value> {
  const [base, setBase] = useState(current);
  return { base, reload: current.version === base.version ? undefined : () => setBase(current) };
}
