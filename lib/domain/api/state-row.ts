import * as z from "zod";
import { ENVIRONMENTS } from "#lib/domain/environment.ts";
import { BUSINESS_STATUSES } from "#lib/domain/state/business-state.ts";
import { timestamp } from "./page.ts";

/** The source that a row of state is about. */
export const stateSource = {
  source: z.string(),
  sourceName: z.string(),
  environment: z.enum(ENVIRONMENTS),
};

/** The business that a row of state belongs to. */
export const stateBusiness = {
  businessId: z.string(),
  externalId: z.string().nullable(),
  displayName: z.string().nullable(),
  businessStatus: z.enum(BUSINESS_STATUSES),
};

/** How a state came about. */
export const derivation = {
  asOf: timestamp.nullable().meta({ description: "The newest time considered." }),
  decidedBy: z.array(z.uuid()).meta({ description: "The events that decide it." }),
  says: z.string().meta({ description: "The state in a sentence, with what is not known." }),
};
