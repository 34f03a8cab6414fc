import { ApiError, readApiError } from "./api-error.ts";

interface ApiClientOptions {
  /** Empty in the browser: the page's own origin. */
  baseUrl?: string;
  /** Without a key the session cookie is sent. */
  apiKey?: string;
}

type QueryValue = string | number | boolean | null | undefined;
export type ApiQuery = Readonly<Record<string, QueryValue | readonly string[]>>;

interface ApiRequest {
  query?: ApiQuery;
  body?: unknown;
  signal?: AbortSignal;
  headers?: Readonly<Record<string, string>>;
}

export type ApiMethod = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

/** The one way in which components and the command line talk to /api/v1. Throws ApiError for every refusal. */
export interface ApiClient {
  /** `path` is relative to /api/v1, such as `/events`. `Answer` is what contract and zod schema say of the route. */
  get<Answer>(path: string, query?: ApiQuery, signal?: AbortSignal): Promise<Answer>;
  post<Answer>(path: string, body?: unknown): Promise<Answer>;
  patch<Answer>(path: string, body: unknown): Promise<Answer>;
  put<Answer>(path: string, body: unknown): Promise<Answer>;
  delete(path: string): Promise<void>;
  /** The answer itself, for bytes and streams. */
  open(method: ApiMethod, path: string, request?: ApiRequest): Promise<Response>;
}

export function createApiClient(options: ApiClientOptions = {}): ApiClient {
  const open: ApiClient["open"] = (method, path, request = {}) => send(options, method, `/api/v1${path}`, request);
  const read = async <Answer>(answer: Promise<Response>) => readAnswer<Answer>(await answer);
  return {
    open,
    get: (path, query = {}, signal) => read(open("GET", path, signal ? { query, signal } : { query })),
    post: (path, body = {}) => read(open("POST", path, { body })),
    patch: (path, body) => read(open("PATCH", path, { body })),
    put: (path, body) => read(open("PUT", path, { body })),
    delete: (path) => read(open("DELETE", path)),
  };
}

/** Of the page that is shown: the session cookie goes along by itself. */
export const apiClient = createApiClient();

async function send(
  options: ApiClientOptions,
  method: ApiMethod,
  path: string,
  request: ApiRequest,
): Promise<Response> {
  const { body, query = {}, signal } = request;
  const url = `${options.baseUrl ?? ""}${path}${queryText(query)}`;
  const response = await fetch(url, {
    method,
    headers: { ...headersOf(options), ...request.headers },
    cache: "no-store",
    redirect: "error",
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((cause: unknown) => {
    if (signal?.aborted === true) throw cause;
    throw ApiError.unreachable(cause);
  });
  if (!response.ok) throw await readApiError(response);
  return response;
}

function headersOf(options: ApiClientOptions): Record<string, string> {
  return {
    accept: "application/json",
    // Even without a body: the server takes changes from a browser only as JSON.
    "content-type": "application/json",
    "x-requested-by": "console",
    ...(options.apiKey === undefined ? {} : { authorization: `Bearer ${options.apiKey}` }),
  };
}

function queryText(query: ApiQuery): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? value : [value];
    for (const item of values)
      if (item !== undefined && item !== null && item !== "") parameters.append(name, String(item));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

async function readAnswer<Answer>(response: Response): Promise<Answer> {
  // The route's handler is checked against the same schemas that the type comes from.
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}
