/** What a receiver runs to check that a request is ours, in the languages most of them are written in. */
export const VERIFY_SNIPPETS = [
  {
    value: "node",
    label: "Node",
    hint: "npm install standardwebhooks",
    code: `import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

// The signing secret that Signalbox showed once: whsec_…
const webhook = new Webhook(process.env.SIGNALBOX_SIGNING_SECRET);

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString("utf8"); // the raw body, before any JSON parser
  try {
    webhook.verify(body, request.headers); // signature and age, at most five minutes
  } catch {
    return response.writeHead(401).end();
  }
  await keepOnce(request.headers["webhook-id"], body); // the same id again is the same event
  response.writeHead(204).end();
}).listen(8080);`,
  },
  {
    value: "python",
    label: "Python",
    hint: "pip install standardwebhooks flask",
    code: `import os
from flask import Flask, request
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

app = Flask(__name__)
# The signing secret that Signalbox showed once: whsec_…
webhook = Webhook(os.environ["SIGNALBOX_SIGNING_SECRET"])

@app.post("/webhooks")
def receive():
    body = request.get_data()  # the raw body, before any JSON parser
    try:
        webhook.verify(body, dict(request.headers))  # signature and age
    except WebhookVerificationError:
        return "", 401
    keep_once(request.headers["webhook-id"], body)  # the same id again is the same event
    return "", 204`,
  },
] as const;
