export interface ServerSentEvent {
  /** The id to resume after; null when the server gave none yet. */
  id: string | null;
  name: string;
  data: string;
}

/** Splits a `text/event-stream` into its events; comments and empty events are left out. */
export async function* readServerSentEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder();
  let rest = "";
  let id: string | null = null;
  for await (const chunk of body) {
    rest = (rest + decoder.decode(chunk, { stream: true })).replaceAll("\r\n", "\n");
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = parseBlock(block, id);
      id = event.id;
      if (event.data !== "") yield event;
    }
  }
}

function parseBlock(block: string, lastId: string | null): ServerSentEvent {
  const event = { id: lastId, name: "message", data: [] as string[] };
  for (const line of block.split("\n")) {
    const [, field = "", value = ""] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
    if (field === "id") event.id = value;
    if (field === "event") event.name = value;
    if (field === "data") event.data.push(value);
  }
  return { ...event, data: event.data.join("\n") };
}
