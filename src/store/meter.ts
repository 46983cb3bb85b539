import type { OperationUsage, Store, Usage } from "#core/ports.ts";

export type OperationName = Exclude<keyof Store, "usage">;

/** Counts what a store was asked for, in DynamoDB's units, per operation. */
export type Meter = {
  count(operation: OperationName, used: Partial<OperationUsage>): void;
  usage(): Usage;
};

export function createMeter(): Meter {
  const byOperation: Partial<Record<OperationName, OperationUsage>> = {};

  function count(operation: OperationName, used: Partial<OperationUsage>): void {
    const sum = (byOperation[operation] ??= { requests: 0, readUnits: 0, writeUnits: 0 });
    sum.requests += used.requests ?? 0;
    sum.readUnits += used.readUnits ?? 0;
    sum.writeUnits += used.writeUnits ?? 0;
  }

  function usage(): Usage {
    const total: Usage = { requests: 0, readUnits: 0, writeUnits: 0, byOperation: {} };
    for (const [operation, sum] of Object.entries(byOperation)) {
      total.requests += sum.requests;
      total.readUnits += sum.readUnits;
      total.writeUnits += sum.writeUnits;
      total.byOperation[operation] = { ...sum };
    }
    return total;
  }

  return { count, usage };
}

/** Read units of one read of this many bytes: 4 KB each, half of one when the read may be eventually consistent. */
export function readUnits(bytes: number, consistent: boolean): number {
  return Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);
}

/** Write units of one write of an item of this many bytes: 1 KB each. */
export function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}
