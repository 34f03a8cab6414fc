interface Part {
  kind: "text" | "time" | "replay";
  text: string;
}

const MARKED = /(\d{4}-\d\d-\d\dT[\d:.]+Z|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/;

/** Takes the times and the ids of replays out of a sentence. */
export function warningParts(sentence: string): Part[] {
  return sentence.split(MARKED).map((text, index) => {
    if (index % 2 === 0) return { kind: "text", text };
    return { kind: text.endsWith("Z") ? "time" : "replay", text };
  });
}
