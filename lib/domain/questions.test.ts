import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { businessQuery } from "./api/businesses.ts";
import { connectionQuery } from "./api/connections.ts";
import { requestQuery } from "./api/requests.ts";
import { resourceQuery } from "./api/resources.ts";
import { taskQuery } from "./api/tasks.ts";
import { eventQuerySchema } from "./event-filter.ts";
import { parseQuery } from "./query-params.ts";
import { QUESTION_TOPICS, questionView } from "./question.ts";
import { QUESTIONS } from "./questions.ts";

const DOCUMENT = fileURLToPath(new URL("../../docs/questions.md", import.meta.url));
const SCHEMAS = {
  "/businesses": businessQuery,
  "/connections": connectionQuery,
  "/tasks": taskQuery,
  "/resources": resourceQuery,
  "/requests": requestQuery,
  "/events": eventQuerySchema,
};

test("there are 25 questions, numbered from 1", () => {
  expect(QUESTIONS.map(({ number }) => number)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
});

test("each view opens with filters that its list understands", () => {
  for (const question of QUESTIONS) {
    const { pathname, searchParams } = new URL(questionView(question, "x"), "http://console");
    const schema = SCHEMAS[pathname as keyof typeof SCHEMAS];
    if (schema === undefined) {
      expect(searchParams.size, question.view).toBe(0);
    } else {
      expect(parseQuery(schema, searchParams), question.view).toMatchObject({ kind: "ok" });
    }
  }
});

test("a subject cannot leave its place in the address", () => {
  const [about] = QUESTIONS.filter(({ number }) => number === 13);
  expect(about && questionView(about, " a/../b?c#d ")).toBe("/businesses/a%2F..%2Fb%3Fc%23d");
});

test("docs/questions.md lists every question with its view and its query", async () => {
  await expect(document()).toMatchFileSnapshot(DOCUMENT);
});

function document(): string {
  const parts = QUESTION_TOPICS.map((topic) => {
    const rows = QUESTIONS.filter((question) => question.topic === topic).map(
      ({ number, text, answer, view }) => `| ${number} | ${text} | ${answer} | ${code(view)} | ${code(apiOf(view))} |`,
    );
    return [
      `## ${topic}`,
      "",
      "| | question | what the view tells | console | API |",
      "|---|---|---|---|---|",
      ...rows,
    ].join("\n");
  });
  return `${[INTRODUCTION, ...parts].join("\n\n")}\n`;
}

const INTRODUCTION = `# The daily questions

What operators ask every day, and the view that answers it: under Questions in the console, in the palette (⌘K), and here
with the address to bookmark or send. \`{id}\` stands for the id in question. The API answers the same query as JSON, and
lists of state also as CSV with \`format=csv\`.`;

/** The overview page is the only one whose path differs from the API's. */
function apiOf(view: string): string {
  return `GET /api/v1${view === "/" ? "/overview" : view}`;
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}
