import { expect, test } from "vitest";
import { PROVIDER_NAMES } from "#lib/domain/provider-name.ts";
import { findProvider } from "./find-provider.ts";

test.each(PROVIDER_NAMES)("%s is found under its own name", (name) => {
  expect(findProvider(name).name).toBe(name);
});
