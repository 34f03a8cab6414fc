export const QUESTION_TOPICS = ["Connections", "Tasks", "Businesses", "Taxes", "Integration"] as const;
export type QuestionTopic = (typeof QUESTION_TOPICS)[number];

/** What must be filled in before the view can be opened. */
export interface QuestionSubject {
  readonly label: string;
  readonly placeholder: string;
}

export interface Question {
  readonly number: number;
  readonly topic: QuestionTopic;
  readonly text: string;
  /** Where in the view the answer stands, and what it cannot tell. */
  readonly answer: string;
  /** The view that answers it; `{id}` stands for the subject. */
  readonly view: string;
  readonly subject?: QuestionSubject;
}

/** The address that answers a question about a subject. */
export function questionView({ view }: Question, subject = ""): string {
  return view.replace("{id}", () => encodeURIComponent(subject.trim()));
}
