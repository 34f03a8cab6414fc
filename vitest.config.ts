import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const emptyModule = fileURLToPath(new URL("./node_modules/server-only/empty.js", import.meta.url));
const pure = [
  "lib/{client,domain,providers,signatures}/**/*.test.ts",
  "lib/platform/**/!(embedded-postgres*).test.ts",
  "components/**/*.test.{ts,tsx}",
];
const conformance = ["**/*.conformance.test.ts"];
const outside = ["**/node_modules/**", "e2e/**", ".next/**", ".signalbox/**"];

/** `unit` needs no database; `database` and `conformance` share one embedded PostgreSQL, started for the run. */
export default defineConfig({
  resolve: { alias: { "server-only": emptyModule } },
  test: {
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "unit", include: pure, exclude: [...outside, ...conformance] } },
      {
        extends: true,
        test: {
          name: "database",
          include: ["{app,bench,bin,lib}/**/*.test.{ts,tsx}"],
          exclude: [...outside, ...conformance, ...pure],
          globalSetup: ["lib/testing/database-cluster.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "conformance",
          include: conformance,
          exclude: outside,
          globalSetup: ["lib/testing/database-cluster.ts"],
        },
      },
    ],
  },
});
