import type { ConsoleMessage, Page, Request } from "@playwright/test";

export interface PageWatch {
  /** From now on answers of this status from a path that matches are part of the story. */
  expectAnswer(status: number, path: RegExp): void;
  /** So are such complaints of the console, and such failures of requests. */
  expectComplaint(text: RegExp): void;
  /** Everything that went wrong and was not expected. */
  problems(): string[];
}

/** The stream, prefetches and pages that are left before they were loaded end so. */
const ABORTED = "net::ERR_ABORTED";

/** Listens to everything that a page must not do: errors, warnings, failed requests, violations of its own policy. */
export async function watchPage(page: Page): Promise<PageWatch> {
  const problems: string[] = [];
  const expected: { status: number; path: RegExp }[] = [];
  const complaints: RegExp[] = [];
  const isComplaintExpected = (text: string) => complaints.some((complaint) => complaint.test(text));
  const isExpected = (url: string, status?: number) =>
    expected.some((answer) => answer.path.test(pathOf(url)) && (status === undefined || answer.status === status));
  page.on("pageerror", (error) => {
    if (!isComplaintExpected(error.message)) problems.push(`page error: ${error.stack ?? error.message}`);
  });
  page.on("console", (message) => {
    if (!isComplaint(message) || isComplaintExpected(message.text())) return;
    // The browser says it for every refused request; the answers themselves are judged below.
    if (message.text().startsWith("Failed to load resource") && isExpected(message.location().url)) return;
    problems.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "no reason";
    if (reason !== ABORTED && !isComplaintExpected(reason))
      problems.push(`request failed: ${nameOf(request)}: ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() < 400 || isExpected(response.url(), response.status())) return;
    problems.push(`answer ${response.status()}: ${nameOf(response.request())}`);
  });
  await reportViolations(page);
  return {
    expectAnswer: (status, path) => expected.push({ status, path }),
    expectComplaint: (text) => complaints.push(text),
    problems: () => problems,
  };
}

function isComplaint(message: ConsoleMessage): boolean {
  return message.type() === "error" || message.type() === "warning";
}

async function reportViolations(page: Page): Promise<void> {
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
      // biome-ignore lint/suspicious/noConsole: the watch outside the page hears it there
      console.error(`policy violation: ${violatedDirective} by ${blockedURI} ${sample}`);
    });
  });
}

function nameOf(request: Request): string {
  return `${request.method()} ${pathOf(request.url())}`;
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
