import {
  ArrowRightLeft,
  BellRing,
  BookUser,
  Building2,
  CircleUser,
  Cpu,
  DoorOpen,
  FileStack,
  Gauge,
  HeartPulse,
  Inbox,
  KeyRound,
  Landmark,
  ListTodo,
  type LucideIcon,
  MessageCircleQuestionMark,
  RadioTower,
  RotateCcw,
  ScrollText,
  Send,
  UserRound,
  Users,
  Webhook,
} from "lucide-react";
import type { Route } from "next";
import { isOperatorRole } from "#lib/domain/operator-role.ts";
import { type Permission, ROLE_PERMISSIONS } from "#lib/domain/permission.ts";

export interface NavItem {
  href: Route;
  label: string;
  icon: LucideIcon;
  /** What the screen asks for; null where everyone who is signed in may go. */
  permission: Permission | null;
}

export interface NavGroup {
  title: string | null;
  items: readonly NavItem[];
}

/** The screens of the console, in the order of the rail. */
const NAV_GROUPS: readonly NavGroup[] = [
  {
    title: null,
    items: [
      item("/", "Overview", Gauge, "overview:read"),
      item("/work", "Work queue", Inbox, "state:read"),
      item("/questions", "Questions", MessageCircleQuestionMark, "state:read"),
    ],
  },
  {
    title: "Inspect",
    items: [
      item("/events", "Events", Webhook, "event:read"),
      item("/requests", "Requests", DoorOpen, "request:read"),
      item("/outages", "Outages", HeartPulse, "state:read"),
    ],
  },
  {
    title: "State",
    items: [
      item("/businesses", "Businesses", Building2, "state:read"),
      item("/users", "Users", UserRound, "state:read"),
      item("/connections", "Connections", Landmark, "state:read"),
      item("/tasks", "Tasks", ListTodo, "state:read"),
      item("/resources", "Resources", FileStack, "state:read"),
    ],
  },
  {
    title: "Deliver",
    items: [
      item("/deliveries", "Deliveries", Send, "delivery:read"),
      item("/replays", "Replays", RotateCcw, "replay:read"),
      item("/destinations", "Destinations", ArrowRightLeft, "destination:read"),
    ],
  },
  {
    title: "Configure",
    items: [
      item("/sources", "Sources", RadioTower, "source:read"),
      item("/notifications", "Notifications", BellRing, "notification:read"),
      item("/directory", "Directory", BookUser, "state:read"),
      item("/projection", "State engine", Cpu, "state:read"),
      item("/operators", "Operators", Users, "operator:read"),
      item("/api-keys", "API keys", KeyRound, "api-key:read"),
      item("/audit", "Audit log", ScrollText, "audit:read"),
      item("/account", "Account", CircleUser, null),
    ],
  },
];

const NAV_ITEMS: readonly NavItem[] = NAV_GROUPS.flatMap((group) => group.items);

/** The screens that a role may see. Cosmetic: each screen asks for itself. */
export function navGroupsFor(role: string): readonly NavGroup[] {
  const granted: readonly Permission[] = isOperatorRole(role) ? ROLE_PERMISSIONS[role] : [];
  return NAV_GROUPS.map(({ title, items }) => ({
    title,
    items: items.filter(({ permission }) => permission === null || granted.includes(permission)),
  })).filter(({ items }) => items.length > 0);
}

/** The screen an address belongs to. */
export function navItemAt(pathname: string): NavItem | undefined {
  return NAV_ITEMS.find(({ href }) => pathname === href || pathname.startsWith(`${href}/`));
}

function item(href: string, label: string, icon: LucideIcon, permission: Permission | null): NavItem {
  return { href: href as Route, label, icon, permission };
}
