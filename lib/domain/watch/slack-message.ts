import { contentSummary, type NoticeContent } from "./notice-content.ts";
import type { NoticeLine } from "./notice-line.ts";

/** Slack's own limit is 3,000 characters in a section; escaping makes five of one. */
const MOST_CHARACTERS = 500;

type Block = { type: "section" | "context"; [part: string]: unknown };
export type SlackMessage = { text: string; blocks: Block[]; unfurl_links: false; unfurl_media: false };

/** A message for a Slack webhook; names in it can neither mention anybody nor link anywhere. */
export function slackMessage(content: NoticeContent, consoleUrl: string): SlackMessage {
  const summary = `Signalbox: ${contentSummary(content)}`;
  const first = content.lines[0];
  const text = first === undefined ? summary : `${summary}. ${clip(first.text)}`;
  const blocks = [section(`*${escapeSlack(summary)}*`), ...content.lines.map((line) => lineBlock(line, consoleUrl))];
  return slack(text, [...blocks, moreBlock(content, consoleUrl)]);
}

export function slackTestMessage(consoleUrl: string): SlackMessage {
  const text = "Signalbox: a test. Alerts and recoveries will arrive here; there is nothing to do.";
  return slack(text, [section(`${escapeSlack(text)} ${link(`${consoleUrl}/notifications`, "Settings")}`)]);
}

/** https://docs.slack.dev/messaging/formatting-message-text: these three are all that has a meaning of its own. */
function escapeSlack(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function slack(text: string, blocks: Block[]): SlackMessage {
  return { text: escapeSlack(text), blocks, unfurl_links: false, unfurl_media: false };
}

function lineBlock({ change, severity, text, url }: NoticeLine, consoleUrl: string): Block {
  const mark = change === "recovered" ? ":white_check_mark:" : MARKS[severity];
  return section(`${mark} ${escapeSlack(clip(text))} ${link(`${consoleUrl}${url}`, "Open")}`);
}

function moreBlock({ more }: NoticeContent, consoleUrl: string): Block {
  const all = link(`${consoleUrl}/notifications`, "All alerts");
  const text = more === 0 ? all : `and ${more} more. ${all}`;
  return { type: "context", elements: [markdown(text)] };
}

function section(text: string): Block {
  return { type: "section", text: markdown(text) };
}

// Verbatim: nothing that looks like an address, a channel or a name becomes one.
function markdown(text: string) {
  return { type: "mrkdwn", text, verbatim: true };
}

function link(url: string, label: string): string {
  const address = url.replace(/[|<>]/g, encodeURIComponent).replaceAll("&", "&amp;");
  return `<${address}|${label}>`;
}

function clip(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length <= MOST_CHARACTERS ? line : `${line.slice(0, MOST_CHARACTERS - 1).toWellFormed()}…`;
}

const MARKS = { bad: ":red_circle:", warn: ":large_yellow_circle:" } satisfies Record<NoticeLine["severity"], string>;
