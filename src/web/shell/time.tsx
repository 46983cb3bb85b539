import { useQuery } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useState, type ReactNode } from "react";
import type { AgentStatus } from "#contract/agent.ts";
import { agentQuery } from "#web/api/queries.ts";

const TICK_MS = 10_000;

type Times = {
  /** The clock on the wall, for the process: heartbeat and next cycle. */
  realMs: number;
  /** The time the product lives in, which the demo simulates; null until the agent has said it. */
  productMs: number | null;
  /** The zone dates are shown in: the project's where there is one. */
  zone: string;
};

const TimeContext = createContext<Times>({ realMs: 0, productMs: null, zone: "UTC" });

export function useTimes(): Times {
  return useContext(TimeContext);
}

export function TimeProvider({ children }: { children: ReactNode }) {
  const { data: agent, dataUpdatedAt } = useQuery(agentQuery);
  const [realMs, setRealMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setRealMs(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const productMs = agent ? productTime(agent, Math.max(0, realMs - dataUpdatedAt)) : null;
  const zone = agent?.timeZone ?? "UTC";
  return <TimeContext value={{ realMs, productMs, zone }}>{children}</TimeContext>;
}

/** Everything inside is dated in this zone. */
export function InZone({ zone, children }: { zone: string; children: ReactNode }) {
  return <TimeContext value={{ ...useTimes(), zone }}>{children}</TimeContext>;
}

function productTime({ now, demo }: AgentStatus, elapsedMs: number): number {
  const said = Date.parse(now);
  if (!demo) return said + elapsedMs;
  return demo.ended ? said : Math.min(Date.parse(demo.endsAt), said + elapsedMs * demo.minutesPerSecond * 60);
}
