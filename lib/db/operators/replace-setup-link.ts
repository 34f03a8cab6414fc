import { inTransaction } from "#lib/db/in-transaction.ts";
import { expireLinks, insertLink, type NewLink } from "./operator-link.ts";
import { lockOperators } from "./operators-lock.ts";

/** The one setup link that works, in place of those before it; false once there is an operator. */
export function replaceSetupLink(link: NewLink): Promise<boolean> {
  return inTransaction(async (tx) => {
    await lockOperators(tx);
    if ((await tx.operator.count()) > 0) return false;
    await expireLinks(tx, null);
    await insertLink(tx, { ...link, operatorId: null, purpose: "setup" });
    return true;
  });
}
