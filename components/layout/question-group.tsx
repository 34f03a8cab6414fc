"use client";

import { Command } from "cmdk";
import { MessageCircleQuestionMark } from "lucide-react";
import type { Route } from "next";
import { QUESTIONS } from "#lib/domain/questions.ts";
import { PALETTE_GROUP, PaletteItem } from "./palette-item.tsx";

/** The daily questions, found by their words; one about a single thing leads to where its id is asked for. */
export function QuestionGroup({ go }: { go: (to: Route) => void }) {
  return (
    <Command.Group heading="Questions" className={PALETTE_GROUP}>
      {QUESTIONS.map(({ number, text, view, subject }) => (
        <PaletteItem
          key={number}
          value={`${number} ${text}`}
          onSelect={() => go((subject === undefined ? view : `/questions#question-${number}`) as Route)}
        >
          <MessageCircleQuestionMark size={15} strokeWidth={1.75} aria-hidden className="shrink-0 text-faint" />
          <span className="truncate">{text}</span>
        </PaletteItem>
      ))}
    </Command.Group>
  );
}
