"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { displayText } from "./payload-text.ts";

const FIRST_CHARACTERS = 16_384;

/** The text exactly as received; the first part of a long one until asked for all. */
export function RawText({ label, text }: { label: string; text: string }) {
  const [all, setAll] = useState(false);
  const isCut = !all && text.length > FIRST_CHARACTERS;
  return (
    <div className="flex flex-col gap-2">
      <CodeBlock label={label} text={text} shown={displayText(isCut ? text.slice(0, FIRST_CHARACTERS) : text)} wrap />
      {isCut ? (
        <div className="flex items-center gap-3 text-faint">
          <span>
            {FIRST_CHARACTERS.toLocaleString("en-GB")} of {text.length.toLocaleString("en-GB")} characters shown.
          </span>
          <Button size="sm" onClick={() => setAll(true)}>
            Show all
          </Button>
        </div>
      ) : null}
    </div>
  );
}
