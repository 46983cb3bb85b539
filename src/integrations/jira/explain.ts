import * as z from "zod";
import type { AppError } from "#core/errors.ts";
import { jiraError, type Where } from "./errors.ts";

/** An error and whether sending the same request again, a little later, may well succeed. */
type Explained = { error: AppError; again: boolean };

const ErrorBody = z.object({
  errorMessages: z.array(z.string()).catch([]),
  errors: z.record(z.string(), z.string()).catch({}),
});

const TRANSIENT = new Set(["ECONNRESET", "EPIPE", "EAI_AGAIN", "UND_ERR_SOCKET"]);

/** Turns an answer that is not a success into the error that says what to do about it. */
export function explainStatus(response: Response, body: string, where: Where): Explained {
  const { status } = response;
  const said = saidByJira(body);
  const payload = { ...where, status, ...(said ? { said } : {}) };
  const request = `${where.method} ${where.path}`;
  const answer = `${where.site} answered ${status} to ${request}${said ? ` ("${said}")` : ""}`;
  const stop = (error: AppError): Explained => ({ error, again: false });

  if (status >= 300 && status < 400) {
    const host = URL.parse(response.headers.get("location") ?? "", where.site)?.host ?? "nowhere";
    return stop(
      jiraError("jira-redirected", `${answer}, a redirect to ${host}, which is not followed with your token. Set the base URL to the address your Jira really has.`, payload),
    );
  }
  switch (status) {
    case 400:
      return stop(
        /does not exist for the field 'project'/i.test(said)
          ? jiraError("jira-project-not-found", `${answer}: there is no such project, or this account may not see it. Check the project key and the account's Browse Projects permission.`, payload)
          : jiraError("jira-bad-request", `${answer}: it does not accept the request.`, payload),
      );
    case 401:
      return stop(jiraError("jira-unauthorised", `${answer}: it does not accept the e-mail and API token. Check JIRA_EMAIL and JIRA_API_TOKEN; tokens expire.`, payload));
    case 403:
      return stop(jiraError("jira-forbidden", `${answer}: the account may not read this. Give it Browse Projects in the project and access to Jira, or log in once in a browser if a captcha is asked.`, payload));
    case 404:
      return stop(jiraError("jira-not-found", `${answer}: nothing is there for this account. Check the base URL, the project key and the account's permissions.`, payload));
    case 410:
      return stop(jiraError("jira-gone", `${answer}: Jira has removed this address. A newer version of the workbench is needed.`, payload));
    case 429:
      return { error: jiraError("jira-rate-limited", `${answer}: too many requests for now. The next read tries again.`, payload), again: true };
  }
  if (status >= 500) {
    return {
      error: jiraError("jira-failed", `${answer}: Jira itself failed. The next read tries again; see https://status.atlassian.com if it lasts.`, payload),
      again: [500, 502, 503, 504].includes(status),
    };
  }
  return stop(jiraError("jira-bad-request", `${answer}: it does not accept the request.`, payload));
}

/** Turns what fetch threw into the error that says what to do about it. */
export function explainNetworkError(thrown: unknown, where: Where): Explained {
  const request = `${where.method} ${where.path}`;
  if (thrown instanceof Error && thrown.name === "TimeoutError") {
    return { error: unreachable(`it did not answer ${request} in time. Try again, and check the network if it lasts`, "TIMEOUT"), again: false };
  }
  const code = networkCode(thrown);
  return { error: unreachable(`${request} failed: ${meaningOf(code)}`, code), again: TRANSIENT.has(code) };

  function unreachable(why: string, reason: string): AppError {
    return jiraError("jira-unreachable", `${where.site} could not be reached: ${why}.`, { ...where, reason }, thrown);
  }
}

function networkCode(thrown: unknown): string {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? code : "UNKNOWN";
}

function meaningOf(code: string): string {
  switch (code) {
    case "ENOTFOUND":
      return "there is no host of this name. Check the base URL for a typing mistake";
    case "EAI_AGAIN":
      return "the name could not be looked up just now. Check the network connection";
    case "ECONNREFUSED":
      return "the host refuses connections on this port. Check the base URL and its port";
    case "ECONNRESET":
    case "EPIPE":
    case "UND_ERR_SOCKET":
      return "the connection broke off. Try again, and check for a proxy if it lasts";
    default:
      return `the connection failed (${code}). Check the base URL, the network and, for https, the certificate`;
  }
}

/** Jira's own words from an error body, short; empty when it has none, as in a web page. */
function saidByJira(body: string): string {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return ""; // an error answer need not be JSON: its status says enough
  }
  const parsed = ErrorBody.safeParse(json);
  if (!parsed.success) return "";
  const messages = [...parsed.data.errorMessages, ...Object.entries(parsed.data.errors).map(([field, message]) => `${field}: ${message}`)];
  return messages.join(" ").slice(0, 300);
}
