import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { StreamMessage } from "#contract/events.ts";
import { missionControlQuery } from "./queries.ts";

/** Messages that come together are answered by one round of reading. */
const GATHER_MS = 250;
const REOPEN_MS = 3_000;

/** Keeps what is on the page true: reads again what the stream says has changed. Answers whether the stream is lost. */
export function useLive(): { lost: boolean } {
  const queries = useQueryClient();
  const [lost, setLost] = useState(false);
  useEffect(() => listen(queries, setLost), [queries]);
  return { lost };
}

function listen(queries: QueryClient, setLost: (lost: boolean) => void): () => void {
  const waiting = new Map<string, readonly string[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let missed = false;
  let stream = open();

  function open(): EventSource {
    const source = new EventSource("/api/stream");
    source.addEventListener("open", () => {
      setLost(false);
      if (missed) void queries.invalidateQueries();
      missed = false;
    });
    source.addEventListener("changed", (message: MessageEvent<string>) => {
      for (const key of keysOf(JSON.parse(message.data) as StreamMessage)) waiting.set(key.join(), key);
      timer ??= setTimeout(readAgain, GATHER_MS);
    });
    source.addEventListener("error", () => {
      missed = true;
      setLost(true);
      // The browser tries again by itself after a broken connection, but never after an answer it could not use.
      if (source.readyState === EventSource.CLOSED) reopening = setTimeout(() => (stream = open()), REOPEN_MS);
    });
    return source;
  }

  function readAgain() {
    timer = undefined;
    // Before its parts, which then come with it. The agent's progress alone is read alone: it is told often.
    const whole = [...waiting.values()].some(([topic]) => topic !== "agent");
    if (whole) void queries.invalidateQueries({ queryKey: missionControlQuery.queryKey });
    for (const queryKey of waiting.values()) void queries.invalidateQueries({ queryKey });
    waiting.clear();
  }

  return () => {
    clearTimeout(timer);
    clearTimeout(reopening);
    stream.close();
  };
}

function keysOf({ topics, projectId }: StreamMessage): string[][] {
  return topics.map((topic) => (topic === "artefacts" && projectId ? [topic, projectId] : [topic]));
}
