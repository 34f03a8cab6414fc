import type { Metadata } from "next";
import { PageBody } from "#components/layout/page-body.tsx";
import { QuestionList } from "#components/questions/question-list.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";

export const metadata: Metadata = { title: "Questions" };

export default async function QuestionsPage() {
  await requirePageActor("state:read");
  return (
    <PageBody kind="form">
      <p className="text-faint">
        What operators ask every day. Each question opens a view with an address of its own, to bookmark or send to a
        colleague.
      </p>
      <QuestionList />
    </PageBody>
  );
}
