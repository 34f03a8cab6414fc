import { parseJsonDocument } from "./json-document.ts";
import { shownPayload } from "./shown-payload.ts";

export type EventBodyText = {
  /** The authenticated text, secrets masked; bytes that are not UTF-8 are shown as U+FFFD. */
  text: string;
  isJson: boolean;
  problem: string | null;
};

const PROBLEMS = {
  not_json: "The body is not JSON, so it is shown as text.",
  too_deep: "The body is nested deeper than 64 levels, so it is shown as text.",
};

/** The bytes that were authenticated as text to show; number texts, key order and repetitions stay as sent. */
export function readEventBody(bytes: Uint8Array): EventBodyText {
  const decoded = decodeStrictly(bytes);
  if (decoded === null) {
    const text = shownPayload(new TextDecoder().decode(bytes));
    return { text, isJson: false, problem: "The body is not valid UTF-8; download it for the exact bytes." };
  }
  if (decoded === "") return { text: "", isJson: false, problem: "The body is empty." };
  const reading = parseJsonDocument(decoded);
  const text = shownPayload(decoded);
  if (reading.kind === "document") return { text, isJson: true, problem: null };
  return { text, isJson: false, problem: PROBLEMS[reading.problem] };
}

function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Not UTF-8: the caller says so and shows what can be shown.
    return null;
  }
}
