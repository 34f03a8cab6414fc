import { notificationChannelInput, notificationTest, savedChannel } from "#lib/domain/api/notification-input.ts";
import {
  alertPage,
  alertQuery,
  messagePage,
  messageQuery,
  notifications,
  notificationsQuery,
} from "#lib/domain/api/notifications.ts";
import type { Operation } from "./operation.ts";

export const NOTIFICATION_OPERATIONS: readonly Operation[] = [
  {
    method: "get",
    path: "/notifications",
    summary: "The address that is told, and all that is watched as it is now",
    permission: "notification:read",
    query: notificationsQuery,
    status: 200,
    answer: notifications,
  },
  {
    method: "put",
    path: "/notifications",
    summary: "Set the one address that is told; the answer holds a new signing secret, this once",
    permission: "notification:write",
    input: notificationChannelInput,
    status: 200,
    answer: savedChannel,
    errors: [404, 409, 422],
  },
  {
    method: "delete",
    path: "/notifications",
    summary: "Tell nobody; what waits to be told is given up",
    permission: "notification:write",
    status: 204,
    errors: [404],
  },
  {
    method: "post",
    path: "/notifications/test",
    summary: "Tell the address a test now",
    permission: "notification:write",
    status: 200,
    answer: notificationTest,
    errors: [409],
  },
  {
    method: "get",
    path: "/notifications/alerts",
    summary: "Alerts, open and past, newest first",
    permission: "notification:read",
    query: alertQuery,
    status: 200,
    answer: alertPage,
  },
  {
    method: "get",
    path: "/notifications/messages",
    summary: "What was told or waits to be, with how it went, newest first",
    permission: "notification:read",
    query: messageQuery,
    status: 200,
    answer: messagePage,
  },
];
