import { consoleDoor } from "./console-door.ts";

/** Whether the console's own door can keep a webhook on its disk. */
export function spoolCheck(): Promise<"up" | "down"> {
  return consoleDoor().then(
    (door) => (door.spoolStatus().state === "refusing" ? "down" : "up"),
    () => "down",
  );
}
