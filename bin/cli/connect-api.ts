import { type ApiClient, createApiClient } from "#lib/client/api-client.ts";
import { ApiError } from "#lib/client/api-error.ts";
import { loadEnv } from "#lib/platform/load-env.ts";
import { CommandFailure } from "./command.ts";

export const API_HELP = `Talks to the console at SIGNALBOX_CONSOLE_URL (http://HOST:CONSOLE_PORT) with the key in
SIGNALBOX_API_KEY; make one with: npm run cli -- api-key create --name cli --scope operator`;

/** Runs `work` with a client of this installation's API; what the API refuses becomes one sentence. */
export async function withApi<T>(work: (client: ApiClient) => Promise<T>): Promise<T> {
  const { consoleUrl } = loadEnv();
  const apiKey = process.env.SIGNALBOX_API_KEY?.trim();
  if (apiKey === undefined || apiKey === "") throw new CommandFailure(`SIGNALBOX_API_KEY is not set.\n${API_HELP}`);
  try {
    return await work(createApiClient({ baseUrl: consoleUrl, apiKey }));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const what = error.status === 0 ? `The console at ${consoleUrl} cannot be reached.` : error.message;
    const which = error.requestId === null ? "" : ` (request ${error.requestId})`;
    throw new CommandFailure(`${what}${which}`, { cause: error });
  }
}
