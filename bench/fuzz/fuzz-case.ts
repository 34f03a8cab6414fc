import fc from "fast-check";
import { byteMutation } from "./byte-mutations.ts";
import type { FuzzRequest, Mutation } from "./fuzz-request.ts";
import { headerMutation } from "./header-mutations.ts";
import { httpMutation } from "./http-mutations.ts";
import { jsonMutation } from "./json-mutations.ts";
import type { BaseChoice, SigningLedger } from "./signed-base.ts";

const choice: fc.Arbitrary<BaseChoice> = fc.record({
  slug: fc.constantFrom("asset", "asset", "asset-shared", "abound", "abound"),
  type: fc.nat(15),
  number: fc.nat(5000),
  form: fc.constantFrom("spaced", "compact", "compact_signed"),
  extra: fc.constantFrom("", "", "é/😀", "\u007f\u2028", '"quoted\\', "\ud800", "\u0000", "a, b: {c}"),
});

const bodyMutation: fc.Arbitrary<Mutation> = fc.oneof(byteMutation, jsonMutation).map(({ name, apply }) => ({
  name,
  apply: (request) => ({ ...request, body: apply(request.body), history: [...request.history, name] }),
}));

/** Another valid request gives its body, or its signature with its id. */
const crossed = (ledger: SigningLedger): fc.Arbitrary<Mutation> =>
  fc.tuple(choice, fc.boolean()).map(([other, isBody]) => ({
    name: `the ${isBody ? "body" : "headers"} of another`,
    apply: (request) => {
      const { body, headers } = ledger.build(other);
      const history = [...request.history, `the ${isBody ? "body" : "headers"} of ${JSON.stringify(other)}`];
      return isBody ? { ...request, body, history } : { ...request, headers, history };
    },
  }));

/** Valid requests with nothing to four things done to them. */
export function fuzzCase(ledger: SigningLedger): fc.Arbitrary<FuzzRequest> {
  const mutation = fc.oneof(
    { weight: 6, arbitrary: bodyMutation },
    { weight: 4, arbitrary: headerMutation },
    { weight: 2, arbitrary: httpMutation },
    { weight: 1, arbitrary: crossed(ledger) },
  );
  return fc
    .tuple(choice, fc.array(mutation, { maxLength: 4 }))
    .map(([base, mutations]) => mutations.reduce((request, each) => each.apply(request), begin(ledger, base)));
}

function begin(ledger: SigningLedger, base: BaseChoice): FuzzRequest {
  return { ...ledger.build(base), history: [JSON.stringify(base)] };
}
