import type { Context, Next } from "hono";
import { appError } from "./errors.ts";

const loopbackName = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;
const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Lets through requests of this machine's own pages and programs only: the Host must be a loopback name (a foreign name
 * that resolves here is DNS rebinding), and a browser's writing request must come from a page of the workbench itself.
 */
export async function ownRequestsOnly(context: Context, next: Next): Promise<void> {
  const host = context.req.header("host") ?? "";
  if (!loopbackName.test(host)) {
    throw appError("foreign-request", `The workbench answers at 127.0.0.1 and localhost only, not as ${host || "an unnamed host"}.`);
  }
  if (!reading.has(context.req.method) && !isOwn(context, host)) {
    throw appError("foreign-request", "This request came from another site's page and was refused.");
  }
  await next();
}

function isOwn(context: Context, host: string): boolean {
  const site = context.req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  const origin = context.req.header("origin");
  return origin === undefined || origin === `http://${host}`;
}
