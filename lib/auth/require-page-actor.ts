import "server-only";
import type { Route } from "next";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import type { Permission } from "#lib/domain/permission.ts";
import { newId } from "#lib/platform/ids.ts";
import type { Actor } from "./actor.ts";
import { authenticate } from "./authenticate.ts";

/** The actor of the page being rendered, by the session cookie alone; looked up once a request. */
export const findPageActor = cache(async (): Promise<Actor | null> => {
  const cookie = (await headers()).get("cookie");
  const authentication = await authenticate(new Headers(cookie === null ? {} : { cookie }), newId());
  return authentication.kind === "session" ? authentication.actor : null;
});

/** The first line of every page: whoever is not signed in goes to /sign-in; who may not see it gets the 403 page. */
export async function requirePageActor(permission?: Permission): Promise<Actor> {
  const actor = await findPageActor();
  if (actor === null) redirect((await signInPath()) as Route);
  if (permission !== undefined && !actor.can(permission)) forbidden();
  return actor;
}

async function signInPath(): Promise<string> {
  const page = (await headers()).get("x-page-path");
  return page === null || page === "/" ? "/sign-in" : `/sign-in?callbackUrl=${encodeURIComponent(page)}`;
}
