import {
  businessDetail,
  businessPage,
  timelinePage,
  timelineQuery,
  userDetail,
} from "#lib/domain/api/business-detail.ts";
import { businessDetailQuery } from "#lib/domain/api/businesses.ts";
import { connectionPage } from "#lib/domain/api/connections.ts";
import { outagePage, outageQuery } from "#lib/domain/api/outages.ts";
import { resourcePage } from "#lib/domain/api/resources.ts";
import {
  businessListQuery,
  connectionListQuery,
  resourceListQuery,
  taskListQuery,
  userListQuery,
} from "#lib/domain/api/state-lists.ts";
import { taskPage } from "#lib/domain/api/tasks.ts";
import { userDetailQuery, userPage } from "#lib/domain/api/users.ts";
import type { Operation } from "./operation.ts";

export const STATE_OPERATIONS: readonly Operation[] = [
  {
    method: "get",
    path: "/businesses",
    summary: "Businesses that match, as the events received so far have them; format=csv exports them",
    permission: "state:read",
    query: businessListQuery,
    status: 200,
    answer: businessPage,
    errors: [422],
  },
  {
    method: "get",
    path: "/businesses/{id}",
    summary: "A business by its id or an external one, now or as of a moment, with what decided its state",
    permission: "state:read",
    query: businessDetailQuery,
    status: 200,
    answer: businessDetail,
    errors: [422],
  },
  {
    method: "get",
    path: "/businesses/{id}/timeline",
    summary: "Everything that names a business, and its users in the directory, newest first",
    permission: "state:read",
    query: timelineQuery,
    status: 200,
    answer: timelinePage,
    errors: [422],
  },
  {
    method: "get",
    path: "/connections",
    summary: "Bank connections that match; format=csv exports them",
    permission: "state:read",
    query: connectionListQuery,
    status: 200,
    answer: connectionPage,
    errors: [422],
  },
  {
    method: "get",
    path: "/tasks",
    summary: "Task lists that match; format=csv exports them",
    permission: "state:read",
    query: taskListQuery,
    status: 200,
    answer: taskPage,
    errors: [422],
  },
  {
    method: "get",
    path: "/users",
    summary: "Users that match; format=csv exports them",
    permission: "state:read",
    query: userListQuery,
    status: 200,
    answer: userPage,
    errors: [422],
  },
  {
    method: "get",
    path: "/users/{id}",
    summary: "A user with their resources, now or as of a moment, with what decided each state",
    permission: "state:read",
    query: userDetailQuery,
    status: 200,
    answer: userDetail,
    errors: [422],
  },
  {
    method: "get",
    path: "/users/{id}/timeline",
    summary: "Everything that names a user, newest first",
    permission: "state:read",
    query: timelineQuery,
    status: 200,
    answer: timelinePage,
    errors: [422],
  },
  {
    method: "get",
    path: "/resources",
    summary: "Tax payments, documents and other resources that match; format=csv exports them",
    permission: "state:read",
    query: resourceListQuery,
    status: 200,
    answer: resourcePage,
    errors: [422],
  },
  {
    method: "get",
    path: "/outages",
    summary: "Gaps of more than 30 s in our own heartbeat within 30 days, with the businesses active around them",
    permission: "state:read",
    query: outageQuery,
    status: 200,
    answer: outagePage,
    errors: [422],
  },
];
