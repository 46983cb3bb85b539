import { declareErrors } from "#core/errors.ts";
import type { Memory } from "#core/ports.ts";

const plantedError = declareErrors({ "planted-failure": { fault: "ours", retry: false } });

/**
 * `at` is the number of a write, from 1. It fails before anything is written, after all of it is, as when the answer is lost,
 * or, where facts are saved, halfway. `dies`: no later write reaches the store either, as in a process that has ended.
 */
export type Fault = { at: number; when: "before" | "halfway" | "after"; dies: boolean };

export type FaultPoints = {
  memory: (memory: Memory) => Memory;
  /** Counts from here, and fails as told. */
  arm(fault: Fault | null): void;
  /** Writes asked for since. */
  writes(): number;
};

/** A memory whose every write is a numbered point that can fail. */
export function createFaultPoints(): FaultPoints {
  let armed: Fault | null = null;
  let asked = 0;

  async function point(write: () => Promise<void>, writeHalf?: () => Promise<void>): Promise<void> {
    const number = ++asked;
    const fails = armed !== null && number === armed.at;
    const dead = armed !== null && armed.dies && number > armed.at;
    const fail = (): Error => plantedError("planted-failure", `write ${number} failed as planned`);
    if (dead || (fails && armed?.when === "before")) throw fail();
    await (fails && armed?.when === "halfway" ? writeHalf?.() : write());
    if (fails) throw fail();
  }

  return {
    memory: (memory) => ({
      ...memory,
      saveFacts: (projectId, facts) => {
        const issues = facts.issues?.slice(0, facts.issues.length / 2) ?? [];
        return point(async () => memory.saveFacts(projectId, facts), async () => memory.saveFacts(projectId, { issues }));
      },
      saveTogether: (saves) => point(async () => memory.saveTogether(saves)),
    }),
    arm: (fault) => {
      armed = fault;
      asked = 0;
    },
    writes: () => asked,
  };
}
