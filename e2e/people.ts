import { request } from "@playwright/test";
import type { ApiClient } from "#lib/client/api-client.ts";
import type { OperatorRole } from "#lib/domain/operator-role.ts";

export const PASSWORD = "quiet harbour lantern seven";
export const ADMIN_EMAIL = "ada@example.test";

export interface Person {
  id: string;
  email: string;
  name: string;
  role: OperatorRole;
  password: string;
}

type Session = Awaited<ReturnType<Awaited<ReturnType<typeof request.newContext>>["storageState"]>>;

export interface People {
  /** Somebody of that role, the same throughout the run. */
  get(role: OperatorRole): Promise<Person>;
  /** Somebody whom no other story knows. */
  invite(role: OperatorRole): Promise<Person>;
  /** A new session, as the cookies of a browser. */
  signIn(person: Pick<Person, "email" | "password">): Promise<Session>;
  /** The session that stories of a role share. */
  session(role: OperatorRole): Promise<Session>;
}

export function createPeople(consoleUrl: string, api: ApiClient): People {
  const known = new Map<OperatorRole, Promise<Person>>();
  const sessions = new Map<OperatorRole, Promise<Session>>();
  let count = 0;

  async function invite(role: OperatorRole): Promise<Person> {
    count += 1;
    const name = `${role === "admin" ? "Ada" : role === "operator" ? "Olga" : "Vera"} Number${count}`;
    const email = `${role}-${count}@example.test`;
    const { link } = await api.post<{ link: { url: string } }>("/operators", { email, name, role });
    await post(`${consoleUrl}/api/link/accept`, { token: new URL(link.url).hash.slice(1), password: PASSWORD });
    const { data } = await api.get<{ data: Person[] }>("/operators");
    const id = data.find((operator) => operator.email === email)?.id ?? "";
    return { id, email, name, role, password: PASSWORD };
  }

  async function signIn({ email, password }: Pick<Person, "email" | "password">): Promise<Session> {
    // Without the cookies of the story's own page, whose session would end where another begins.
    const browser = await request.newContext({ baseURL: consoleUrl, storageState: { cookies: [], origins: [] } });
    const { csrfToken } = await (await browser.get("/api/auth/csrf")).json();
    const headers = { origin: consoleUrl, "sec-fetch-site": "same-origin" };
    const data = { email, password, csrfToken, json: "true" };
    const response = await browser.post("/api/auth/callback/credentials", { data, headers });
    if (!response.ok()) throw new Error(`${email} could not sign in: ${response.status()}`);
    const state = await browser.storageState();
    await browser.dispose();
    return state;
  }

  const get: People["get"] = (role) => remember(known, role, () => invite(role));
  return {
    get,
    invite,
    signIn,
    session: (role) => remember(sessions, role, async () => signIn(await get(role))),
  };
}

function remember<Key, Value>(map: Map<Key, Promise<Value>>, key: Key, make: () => Promise<Value>): Promise<Value> {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

async function post(url: string, body: unknown): Promise<void> {
  const headers = {
    "content-type": "application/json",
    "x-requested-by": "console",
    origin: new URL(url).origin,
    "sec-fetch-site": "same-origin",
  };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
}
