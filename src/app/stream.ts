import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { StreamMessage } from "#contract/events.ts";
import type { Hub } from "./hub.ts";

const keepAliveMs = 25_000;

/** Server-sent events: one `changed` message for each announcement, a comment now and then so that proxies keep the line open. */
export function stream(context: Context, hub: Hub): Response {
  return streamSSE(context, async (sse) => {
    const pending: StreamMessage[] = [];
    let wake = (): void => undefined;
    const unsubscribe = hub.subscribe((message) => {
      pending.push(message);
      wake();
    });
    sse.onAbort(() => {
      unsubscribe();
      wake();
    });
    await sse.writeSSE({ event: "hello", data: "" });
    while (!sse.aborted) {
      const message = pending.shift();
      if (message) {
        await sse.writeSSE({ event: "changed", data: JSON.stringify(message) });
        continue;
      }
      const woken = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), keepAliveMs);
        wake = () => {
          clearTimeout(timer);
          resolve(true);
        };
      });
      if (!woken) await sse.writeSSE({ event: "alive", data: "" });
    }
  });
}
