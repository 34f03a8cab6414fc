export type AboundType =
  | "documents.created"
  | "documents.updated"
  | "paymentMethods.created"
  | "taxes.updated"
  | "taxPayments.created"
  | "taxPayments.updated"
  | "users.updated";

/** What one Abound webhook says. Abound sends no time; `at` only decides when it is sent. */
export interface AboundNews {
  type: AboundType;
  at: Date;
  userId: string;
  resourceId: string;
  status?: "created" | "verifying" | "pending" | "done" | "error";
  message?: string;
}

export interface AboundSubscription {
  webhookId: string;
  webhookUrl: string;
}

export const ABOUND_TYPES = Object.keys({
  "users.updated": true,
  "paymentMethods.created": true,
  "taxPayments.created": true,
  "taxPayments.updated": true,
  "taxes.updated": true,
  "documents.created": true,
  "documents.updated": true,
} satisfies Record<AboundType, true>) as AboundType[];

const API = "https://sandbox-api.withabound.com/v2";

/** The documented body, members in the page's order; status and message only where that event carries them. */
export function aboundBody(news: AboundNews, requestId: string, subscription: AboundSubscription): string {
  const resource = news.type.slice(0, news.type.indexOf("."));
  return JSON.stringify({
    resource,
    resourceId: news.resourceId,
    resourceURL: resourceUrl(resource, news),
    resourceStatus: news.status,
    resourceMessage: news.message,
    event: news.type,
    userId: news.userId,
    webhookId: subscription.webhookId,
    webhookURL: subscription.webhookUrl,
    webhookRequestId: requestId,
  });
}

function resourceUrl(resource: string, { userId, resourceId }: AboundNews): string {
  const user = `${API}/users/${userId}`;
  return resource === "users" ? user : `${user}/${resource}/${resourceId}`;
}
