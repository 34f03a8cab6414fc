import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";

const VITEST = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string().default(""),
      status: z.string(),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).default([]) }),
      ),
    }),
  ),
});
const SPEC = z.object({ title: z.string(), ok: z.boolean(), file: z.string() });
interface Suite {
  specs: z.infer<typeof SPEC>[];
  suites?: Suite[] | undefined;
}
const SUITE: z.ZodType<Suite> = z.object({ specs: z.array(SPEC), suites: z.lazy(() => z.array(SUITE)).optional() });
const PLAYWRIGHT = z.object({ suites: z.array(SUITE) });

/** A line for each test that failed, with the first line of why: a long log's end is what people see. */
export function nameVitestFailures(file: string): string[] {
  const report = read(file, VITEST);
  return (report?.testResults ?? []).flatMap((suite) => {
    const failed = suite.assertionResults.filter(({ status }) => status === "failed");
    if (failed.length === 0 && suite.status === "failed") return [`${suite.name}: ${firstLine(suite.message)}`];
    return failed.map(
      ({ fullName, failureMessages }) => `${suite.name}: ${fullName}: ${firstLine(failureMessages[0])}`,
    );
  });
}

export function namePlaywrightFailures(file: string): string[] {
  const specsOf = ({ specs, suites = [] }: Suite): Suite["specs"] => [...specs, ...suites.flatMap(specsOf)];
  const specs = read(file, PLAYWRIGHT)?.suites.flatMap(specsOf) ?? [];
  return specs.filter(({ ok }) => !ok).map(({ file: name, title }) => `${name}: ${title}`);
}

function read<Shape>(file: string, shape: z.ZodType<Shape>): Shape | undefined {
  return existsSync(file) ? shape.safeParse(JSON.parse(readFileSync(file, "utf8"))).data : undefined;
}

function firstLine(text = ""): string {
  return text.split("\n", 1)[0]?.slice(0, 300) ?? "";
}
