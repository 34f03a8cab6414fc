"use client";

import type { Route } from "next";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { plural } from "#components/ui/plural.ts";

interface Props {
  label: string;
  /** How many there are, also of those that are not among the children. */
  total: number;
  /** The list that holds them all. */
  all: Route;
  /** What must be seen comes first. */
  children: readonly ReactNode[];
}

const FIRST = 6;

/** The first few items of a list; more on demand, and the way to all of them. */
export function ShortList({ label, total, all, children }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <ul aria-label={label} className="divide-y divide-line">
        {isOpen ? children : children.slice(0, FIRST)}
      </ul>
      {children.length > FIRST ? (
        <p className="mt-2 flex flex-wrap gap-x-4 text-accent">
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
            className="rounded-sm hover:underline"
          >
            {isOpen ? "Show fewer" : `Show ${plural(children.length - FIRST, "more", "more")}`}
          </button>
          {total > children.length ? (
            <Link href={all} className="hover:underline">
              All {total.toLocaleString("en-GB")} in the list
            </Link>
          ) : null}
        </p>
      ) : null}
    </>
  );
}
