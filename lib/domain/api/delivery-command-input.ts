import * as z from "zod";
import { reasonInput } from "./text-input.ts";

/** Body of redeliver and cancel; both may be posted without one. */
export const deliveryCommandInput = z.strictObject({ reason: reasonInput.optional() });

export type DeliveryCommandInput = z.output<typeof deliveryCommandInput>;
