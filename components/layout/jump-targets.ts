import type { Route } from "next";
import { href } from "./href.ts";

export interface JumpTarget {
  label: string;
  href: Route;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ACCOUNT = /^(lni|eac)_\S+$/;
const ID = /^\S{3,256}$/;

/** Where a pasted id or text may lead; what it is most likely to be comes first. */
export function jumpTargets(typed: string): JumpTarget[] {
  const text = typed.trim();
  if (text.length < 2) return [];
  if (UUID.test(text)) return [...ownIds(text), ...providerIds(text)];
  if (text.startsWith("biz_")) return [...businessTargets(text), search(text)];
  if (text.startsWith("userId_")) return [...userTargets(text), search(text)];
  if (ACCOUNT.test(text)) return [connections(text), eventsAbout(text), search(text)];
  if (ID.test(text)) return [...providerIds(text), search(text)];
  return [search(text)];
}

function ownIds(id: string): JumpTarget[] {
  return [
    { label: "Event", href: href.event(id) },
    { label: "Delivery", href: href.delivery(id) },
    { label: "Request", href: href.request(id) },
  ];
}

function businessTargets(id: string): JumpTarget[] {
  return [
    { label: "Business", href: href.business(id) },
    { label: "Connections of business", href: href.connections({ businessId: id }) },
    { label: "Events of business", href: href.events({ businessId: id }) },
  ];
}

function userTargets(id: string): JumpTarget[] {
  return [
    { label: "User", href: href.user(id) },
    { label: "Resources of user", href: href.resources({ userId: id }) },
    { label: "Events of user", href: href.events({ userId: id }) },
  ];
}

function providerIds(id: string): JumpTarget[] {
  return [
    eventsAbout(id),
    { label: "Events of business", href: href.events({ businessId: id }) },
    { label: "Events with external id", href: href.events({ externalId: id }) },
    { label: "Events of user", href: href.events({ userId: id }) },
  ];
}

function connections(accountId: string): JumpTarget {
  return { label: "Connections of account", href: href.connections({ accountId }) };
}

function eventsAbout(subjectId: string): JumpTarget {
  return { label: "Events about", href: href.events({ subjectId }) };
}

function search(text: string): JumpTarget {
  return { label: "Search all events for", href: href.events({ q: text }) };
}
