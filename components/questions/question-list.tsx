import { Section } from "#components/ui/section.tsx";
import { QUESTION_TOPICS } from "#lib/domain/question.ts";
import { QUESTIONS } from "#lib/domain/questions.ts";
import { QuestionRow } from "./question-row.tsx";

/** The daily questions by topic, each one step from its answer. */
export function QuestionList() {
  return QUESTION_TOPICS.map((topic) => (
    <Section key={topic} title={topic}>
      <ul className="divide-y rounded-md border bg-surface">
        {QUESTIONS.filter((question) => question.topic === topic).map((question) => (
          <QuestionRow key={question.number} question={question} />
        ))}
      </ul>
    </Section>
  ));
}
