/** What to do with a destination's signing secret. */
export const SECRET_HINT =
  "Enter it at the receiver now, to verify the webhook-signature header (Standard Webhooks). It is stored sealed and cannot be shown again; a lost one is replaced by rotating it.";
