"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { type Question, type QuestionSubject, questionView } from "#lib/domain/question.ts";

interface Props {
  question: Question;
  subject: QuestionSubject;
}

/** Takes the id that a question is about and opens its view. */
export function AskForm({ question, subject }: Props) {
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const isEmpty = typed.trim() === "";
  function open(event: FormEvent) {
    event.preventDefault();
    if (!isEmpty) router.push(questionView(question, typed) as Route);
  }
  return (
    <form onSubmit={open} className="mt-2 flex max-w-md gap-2">
      <Input
        aria-label={`${subject.label} for question ${question.number}`}
        placeholder={subject.placeholder}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="mono"
      />
      <Button type="submit" disabled={isEmpty}>
        Open
      </Button>
    </form>
  );
}
