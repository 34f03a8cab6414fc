"use client";

import Link from "next/link";
import { href } from "#components/layout/href.ts";
import { momentText } from "#components/state/moment-text.ts";
import { warningParts } from "./warning-parts.ts";

/** A sentence of the API with its times as people write them and the replay that it names as a link. */
export function WarningText({ text }: { text: string }) {
  return warningParts(text).map((part) => {
    if (part.kind === "replay") {
      return (
        <Link key={part.text} href={href.replay(part.text)} className="font-medium text-accent hover:underline">
          that replay
        </Link>
      );
    }
    return part.kind === "time" ? momentText(part.text.replace(/\.\d+Z$/, "Z")) : part.text;
  });
}
