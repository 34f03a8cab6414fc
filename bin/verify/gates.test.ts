import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GATES } from "./gates.ts";

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));
const CONFIGURATION = [
  ".gitignore",
  ".oxlintrc.json",
  "biome.json",
  "next.config.js",
  "package.json",
  "SECURITY_FLOOR",
  "tsconfig.json",
];

let root: string;

/** A small product that every gate accepts: one file a folder, each in use. */
const CLEAN: Readonly<Record<string, string>> = {
  "app/layout.tsx":
    'import type { ReactNode } from "react";\n\nexport default function RootLayout({ children }: { children: ReactNode }) {\n  return (\n    <html lang="en">\n      <body>{children}</body>\n    </html>\n  );\n}\n',
  "bin/start.ts": 'import { answer } from "#lib/domain/answer.ts";\n\nprocess.stdout.write(String(answer));\n',
  "lib/domain/answer.ts": "export const answer = 42;\n",
};

beforeAll(() => {
  root = mkdtempSync(path.join(os.tmpdir(), "signalbox-gates-"));
  for (const file of CONFIGURATION) cpSync(path.join(CHECKOUT, file), path.join(root, file));
  writeFileSync(path.join(root, "knip.json"), '{ "entry": ["bin/*.ts"], "include": ["exports", "files"] }\n');
  symlinkSync(path.join(CHECKOUT, "node_modules"), path.join(root, "node_modules"));
  for (const [file, text] of Object.entries(CLEAN)) write(file, text);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

function runGate(name: string) {
  const gate = GATES.find((one) => one.name === name);
  if (gate === undefined) throw new Error(`There is no gate called ${name}.`);
  return gate.run(root);
}

/** What the gate says with this file in place, which is gone again afterwards. */
function verdictOn(gate: string, file: string, text: string) {
  write(file, text);
  try {
    return runGate(gate);
  } finally {
    const clean = CLEAN[file];
    if (clean === undefined) rmSync(path.join(root, file));
    else write(file, clean);
  }
}

test.each(GATES.map(({ name }) => name))(
  "%s: the clean product passes",
  (name) => {
    const { isPassed, output } = runGate(name);
    expect(isPassed, output).toBe(true);
  },
  60_000,
);

type Violation = { gate: string; file: string; text: string; said: string };

const VIOLATIONS: Readonly<Record<string, Violation>> = {
  "unformatted code": {
    gate: "format and lint",
    file: "lib/domain/loose.ts",
    text: "export const  loose=1\n",
    said: "format",
  },
  "an unused variable": {
    gate: "format and lint",
    file: "lib/domain/unused.ts",
    text: "export function unused(given: number) {\n  const forgotten = given;\n  return given;\n}\n",
    said: "noUnusedVariables",
  },
  "a file name in camel case": {
    gate: "format and lint",
    file: "lib/domain/camelCase.ts",
    text: "export const camelCase = 1;\n",
    said: "useFilenamingConvention",
  },
  "a barrel": {
    gate: "format and lint",
    file: "lib/domain/all.ts",
    text: 'export * from "./answer.ts";\n',
    said: "noBarrelFile",
  },
  "a promise that nobody awaits": {
    gate: "import rules and promises",
    file: "lib/domain/floating.ts",
    text: "export function floating(work: () => Promise<void>) {\n  work();\n}\n",
    said: "no-floating-promises",
  },
  any: {
    gate: "import rules and promises",
    file: "lib/domain/untyped.ts",
    text: "export const untyped = (given: any) => given;\n",
    said: "no-explicit-any",
  },
  "a union member that a switch forgets": {
    gate: "import rules and promises",
    file: "lib/domain/forgetful.ts",
    text: 'export function forgetful(given: "a" | "b") {\n  switch (given) {\n    case "a":\n      return 1;\n  }\n  return 2;\n}\n',
    said: "switch-exhaustiveness-check",
  },
  "an import without its ending": {
    gate: "import rules and promises",
    file: "lib/domain/endless.ts",
    text: 'import { answer } from "./answer";\n\nexport const endless = answer;\n',
    said: "extensions",
  },
  "a wrong type": {
    gate: "types",
    file: "lib/domain/mistyped.ts",
    text: 'export const mistyped: number = "one";\n',
    said: "TS2322",
  },
  "an unchecked index": {
    gate: "types",
    file: "lib/domain/unchecked.ts",
    text: "export const unchecked = (list: number[]): number => list[0];\n",
    said: "TS2322",
  },
  "an enum": {
    gate: "types",
    file: "lib/domain/numbered.ts",
    text: "export enum Numbered {\n  One,\n}\n",
    said: "TS1294",
  },
  "an export that nothing uses": {
    gate: "dead code",
    file: "lib/domain/answer.ts",
    text: "export const answer = 42;\nexport const question = 41;\n",
    said: "question",
  },
  "a file that nothing uses": {
    gate: "dead code",
    file: "lib/domain/orphan.ts",
    text: "export const orphan = 1;\n",
    said: "orphan.ts",
  },
  "a Server Action": { gate: "forbidden text", file: "app/act.ts", text: '"use server";\n', said: "Server Actions" },
  "a cache directive": {
    gate: "forbidden text",
    file: "app/cached.ts",
    text: '"use cache";\n',
    said: "caching directive",
  },
  "raw HTML": {
    gate: "forbidden text",
    file: "components/raw.tsx",
    text: "export const Raw = () => <p dangerouslySetInnerHTML={{ __html: '' }} />;\n",
    said: "raw HTML",
  },
  "the image optimiser": {
    gate: "forbidden text",
    file: "components/image.tsx",
    text: 'import Image from "next/image";\n',
    said: "image optimiser",
  },
};

test.each(Object.entries(VIOLATIONS))(
  "%s is refused",
  (_, { gate, file, text, said }) => {
    const { isPassed, output } = verdictOn(gate, file, text);
    expect(isPassed).toBe(false);
    expect(output).toContain(said);
  },
  60_000,
);

test("a framework older than the security floor is refused", () => {
  const manifest = readFileSync(path.join(root, "package.json"), "utf8");
  write("package.json", manifest.replace(/"next": "[^"]+"/, '"next": "16.4.5"'));
  expect(runGate("security floor")).toMatchObject({
    isPassed: false,
    output: expect.stringContaining("next is 16.4.5"),
  });
  write("package.json", manifest.replace(/"next": "[^"]+"/, '"next": "^16.4.6"'));
  expect(runGate("security floor")).toMatchObject({ isPassed: false });
  write("package.json", manifest);
});

/** From a file, an import that it must not have, and a word of the sentence that says where the code belongs. */
const IMPORTS: readonly (readonly [file: string, imported: string, said: string])[] = [
  ["lib/domain/a.ts", "node:fs", "pure and browser-safe"],
  ["lib/domain/a.ts", "pg", "pure and browser-safe"],
  ["lib/domain/a.ts", "#lib/platform/b.ts", "pure and browser-safe"],
  ["lib/domain/a.ts", "#components/ui/b.tsx", "Components are for pages"],
  ["lib/client/a.ts", "#lib/platform/b.ts", "runs in browsers"],
  ["lib/platform/a.ts", "#lib/db/b.ts", "knows the machine"],
  ["lib/signatures/a.ts", "#lib/providers/b.ts", "signature scheme"],
  ["lib/providers/a.ts", "#lib/platform/b.ts", "provider describes itself"],
  ["lib/db/a.ts", "#lib/pipeline/b.ts", "knows tables"],
  ["lib/auth/a.ts", "#lib/commands/b.ts", "Signing in builds on"],
  ["lib/pipeline/a.ts", "#lib/commands/b.ts", "belongs to lib/commands"],
  ["lib/simulator/a.ts", "#lib/db/b.ts", "never touches the database"],
  ["lib/commands/a.ts", "#lib/queries/b.ts", "A command builds on"],
  ["lib/queries/a.ts", "#lib/pipeline/b.ts", "A read for operators builds on"],
  ["components/ui/a.tsx", "#lib/queries/b.ts", "may import types"],
  ["app/a.ts", "#lib/db/b.ts", "reads through lib/queries"],
  ["app/a.ts", "#lib/pipeline/deliver/deliver.ts", "receiving door only"],
  ["bin/a.ts", "#lib/queries/b.ts", "An entry point builds on"],
  ["lib/pipeline/a.ts", "#lib/testing/b.ts", "A stage builds on"],
  ["lib/pipeline/a.ts", "react", "Next and React stay in"],
  ["lib/platform/a.ts", "next/server", "Next and React stay in"],
  ["lib/commands/a.ts", "@prisma/client", "Only lib/db and lib/queries touch Prisma"],
  ["lib/auth/a.ts", "#lib/db/generated/client.ts", "touch Prisma"],
  ["lib/queries/a.ts", "#components/ui/b.tsx", "Components are for pages"],
  ["lib/queries/a.ts", "../db/b.ts", "across folders"],
  ["lib/queries/a.test.ts", "../db/b.ts", "across folders"],
  ["lib/commands/a.ts", "#app/b.ts", "Nothing imports app"],
];

const ALLOWED: readonly (readonly [file: string, text: string])[] = [
  ["components/ui/allowed.tsx", 'import type { B } from "#lib/queries/b.ts";\n\nexport const a = (b: B) => b;\n'],
  [
    "app/allowed.ts",
    'import { receiveWebhook } from "#lib/pipeline/receive/receive.ts";\n\nexport const a = receiveWebhook;\n',
  ],
];

describe("who may import whom", () => {
  let verdicts: string[];

  /** All in one run: `lib/domain/a.ts` of the third row becomes `lib/domain/a2.ts`. */
  const plantedAs = (file: string, row: number) => file.replace("/a.", `/a${row}.`);

  beforeAll(() => {
    const planted = [
      ...IMPORTS.map(
        ([file, imported], row) => [plantedAs(file, row), `import { b } from "${imported}";\n\nb();\n`] as const,
      ),
      ...ALLOWED,
    ];
    for (const [file, text] of planted) write(file, text);
    verdicts = runGate("import rules and promises").output.split("\n\n");
    for (const [file] of planted) rmSync(path.join(root, file));
  }, 60_000);

  test.each(IMPORTS.map((row, index) => [...row, index] as const))("%s may not import %s", (file, _, said, row) => {
    const verdict = verdicts.find((block) => block.includes(`[${plantedAs(file, row)}:`));
    expect(verdict?.replaceAll(/\s+/g, " ")).toContain(said);
  });

  test.each(ALLOWED)("%s may import what it does", (file) => {
    expect(verdicts.filter((block) => block.includes(file))).toEqual([]);
  });
});
