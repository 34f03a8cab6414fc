const CAUSES: Readonly<Record<string, string>> = {
  initial: "the event's arrival",
  automatic: "the retry schedule",
  manual: "a redelivery",
  replay: "a replay",
  resume: "the end of a pause",
};

/** Why an attempt was made, and who asked for it: "a redelivery, by Ada". */
export function attemptCause({ trigger, actor }: { trigger: string; actor: string | null }): string {
  const cause = CAUSES[trigger] ?? trigger;
  return actor === null ? cause : `${cause}, by ${actor}`;
}
