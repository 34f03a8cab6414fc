import type { Route } from "next";
import Link from "next/link";
import type { Question } from "#lib/domain/question.ts";
import { AskForm } from "./ask-form.tsx";

/** A question with what its answer tells; one about a single thing asks for its id first. */
export function QuestionRow({ question }: { question: Question }) {
  const { number, text, answer, view, subject } = question;
  return (
    <li id={`question-${number}`} className="grid scroll-mt-4 target:bg-hover grid-cols-[2rem_1fr] gap-x-1 px-3 py-2.5">
      <span className="text-faint tabular-nums">{number}</span>
      <div className="min-w-0">
        {subject === undefined ? (
          <Link href={view as Route} className="font-medium text-strong hover:underline">
            {text}
          </Link>
        ) : (
          <p className="font-medium text-strong">{text}</p>
        )}
        <p className="text-faint">{answer}</p>
        {subject === undefined ? null : <AskForm question={question} subject={subject} />}
      </div>
    </li>
  );
}
