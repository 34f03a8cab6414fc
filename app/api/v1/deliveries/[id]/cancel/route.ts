import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readId } from "#lib/auth/read-id.ts";
import { readOptionalJson } from "#lib/auth/read-optional-json.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { cancelDelivery } from "#lib/commands/cancel-delivery.ts";
import { deliveryCommandInput } from "#lib/domain/api/delivery-command-input.ts";
import { answerDelivery } from "#lib/queries/deliveries/answer-delivery.ts";

export const POST = withActor<{ id: string }>("delivery:write", async (actor, request, params) => {
  const id = readId(params.id, "delivery");
  const outcome = await cancelDelivery(actor, id, parseInput(deliveryCommandInput, await readOptionalJson(request)));
  if (outcome.kind !== "canceled") failWith(outcome);
  return json(200, await answerDelivery(actor, id));
});
