import type { SpoolStatus } from "#lib/domain/spool-status.ts";
import { refusalInWords } from "#lib/domain/spool-words.ts";
import { Spooled } from "./spooled.tsx";

/** What becomes of webhooks while the database does not answer. */
export function KeptWebhooks({ spool }: { spool: SpoolStatus }) {
  if (spool.state === "refusing") {
    return (
      <>
        Webhooks are refused: {refusalInWords(spool)}. Asset tries each one again for about 150 seconds, Abound promises
        nothing.
      </>
    );
  }
  if (spool.waiting === 0) return <>Webhooks are accepted and kept on disk; none has come yet.</>;
  return (
    <>
      Webhooks are accepted and kept: <Spooled spool={spool} /> on this machine.
    </>
  );
}
