import { Notice } from "#components/ui/notice.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { RequestRow } from "#lib/domain/api/requests.ts";
import { isRefusalAlarm } from "#lib/domain/refusal-alarm.ts";

type Facts = Pick<
  RequestRow,
  "cause" | "causeText" | "outcome" | "acceptedLaterAt" | "isKept" | "isHeld" | "canReverify" | "reverifyProblem"
>;

/** Why a request was refused, and what can become of it. */
export function RequestNotice({ request }: { request: Facts }) {
  if (request.causeText === null) return null;
  return (
    <Notice tone={toneOf(request)} title={request.causeText}>
      {whatNow(request)}
    </Notice>
  );
}

function toneOf({ isHeld, isKept, acceptedLaterAt }: Facts): Tone {
  if (isHeld) return "held";
  if (acceptedLaterAt !== null) return "quiet";
  return isKept ? "warn" : "bad";
}

function whatNow(request: Facts): string | null {
  if (request.acceptedLaterAt !== null) return "That was so when it arrived. It was verified again later and accepted.";
  if (request.cause !== null && isRefusalAlarm(request.cause)) return LOST;
  if (!request.canReverify) return request.reverifyProblem;
  if (request.isHeld) {
    return "It is held in full, and nothing is made of it until it is verified. That happens by itself within seconds once its source has the keys or the secret it lacks.";
  }
  if (request.isKept) return "It was kept in full: it can be verified again and accepted.";
  return "All of its body is here: once a key, secret or setting is fixed, it can be verified again and accepted.";
}

const LOST =
  "If the provider sent it, its event is lost: it tries again, meets the same and gives up. Ask the provider to send it in another form.";
