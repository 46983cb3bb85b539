import type { AnyArtefact, ArtefactSet, ArtefactType } from "./entities/artefact.ts";
import type { Checkpoint, Skipped } from "./entities/checkpoint.ts";
import type { Escalation } from "./entities/escalation.ts";
import type { Event } from "./entities/event.ts";
import type { Facts } from "./entities/facts.ts";
import type { Heartbeat } from "./entities/heartbeat.ts";
import type { Comment, Issue } from "./entities/issue.ts";
import type { Project } from "./entities/project.ts";
import type { Release } from "./entities/release.ts";
import type { SourceProfile } from "./entities/source-profile.ts";
import type { Sprint } from "./entities/sprint.ts";
import type { Instant } from "./time.ts";

declare global {
  /** The platform's own; the core asks no more of it and hands it on to those who wait. */
  interface AbortSignal {
    readonly aborted: boolean;
  }
}

// ---------------------------------------------------------------- the table

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

export type Key = { PK: string; SK: string };

/** One item of the table. TTL is epoch **seconds**. An item without an index's two attributes is not in that index. */
export type Item = Key & {
  GSI1PK?: string;
  GSI1SK?: string;
  GSI2PK?: string;
  GSI2SK?: string;
  TTL?: number;
} & { [attribute: string]: Json | undefined };

/** Closed condition language; each engine compiles it. `less` and `atMost` compare like types only: numbers by value, strings by UTF-8 bytes. */
export type Condition =
  | { exists: string }
  | { absent: string }
  | { equals: readonly [attribute: string, value: Json] }
  | { less: readonly [attribute: string, value: string | number] }
  | { atMost: readonly [attribute: string, value: string | number] }
  | { oneOf: readonly [attribute: string, values: readonly Json[]] }
  | { and: readonly Condition[] }
  | { or: readonly Condition[] }
  | { not: Condition };

/**
 * One part of an atomic write.
 * - `put` replaces the whole item.
 * - `add` adds to number attributes. On an absent item it fails with `condition-failed` unless `initial` is given: then the
 *   item is created with those attributes and the amounts. Unknown keys never create an item by accident.
 * - `delete` removes; an absent item is no error unless a condition says so.
 * - `check` only tests.
 */
export type Operation =
  | { kind: "put"; item: Item; if?: Condition }
  | { kind: "add"; key: Key; amounts: Record<string, number>; initial?: Record<string, Json>; if?: Condition }
  | { kind: "delete"; key: Key; if?: Condition }
  | { kind: "check"; key: Key; if: Condition };

export type SortCondition =
  | { beginsWith: string }
  | { equals: string }
  | { from?: string; to?: string }; // both ends inclusive, bytes order

export type Query = {
  index?: "GSI1" | "GSI2";
  partition: string;
  sort?: SortCondition;
  filter?: Condition;
  /** Items wanted after filtering; the engine reads on until it has them or the partition ends. No limit: everything. */
  limit?: number;
  /**
   * From an earlier answer to the same query; `limit` and `consistent` may differ, anything else is refused with `invalid`.
   * With a filter the page it leads to can be empty.
   */
  cursor?: string;
  descending?: boolean;
  /** Sees every write acknowledged before it. Not with an index: those lag behind, and can show for a while what is gone. */
  consistent?: boolean;
};

export type Page = { items: Item[]; cursor?: string };

export type OperationUsage = { requests: number; readUnits: number; writeUnits: number };
export type Usage = OperationUsage & { byOperation: Record<string, OperationUsage> };

/**
 * The table, as six operations. Errors are AppErrors with the codes of store/errors.ts: condition-failed (payload.item: the
 * item as it is), conflict, throttled, item-too-large (almost 400 KB), invalid, unavailable, corrupt.
 * It must never return an item whose TTL has passed, acknowledge a write that a crash could still lose, or apply half of one
 * `write`. An item whose TTL has passed is absent for conditions too. A read that is not `consistent` may miss the latest writes.
 */
export interface Store {
  get(key: Key, options?: { consistent?: boolean }): Promise<Item | null>;
  /** In the order of the sort key's bytes; what is equal in an index comes in an order of the engine's own, the same on every page. */
  query(query: Query): Promise<Page>;
  /** 1 to 100 operations on distinct keys, atomic together, 4 MB in all. */
  write(operations: readonly Operation[]): Promise<void>;
  /** Unconditional puts, not atomic together, 25 at a time. When it fails, some may have been done: do it again. */
  putMany(items: readonly Item[]): Promise<void>;
  /** The items that exist, in no particular order, 100 at a time. */
  getMany(keys: readonly Key[], options?: { consistent?: boolean }): Promise<Item[]>;
  usage(): Usage;
}

// ------------------------------------------------------- what the core keeps

/**
 * One part of an atomic save. Entities that carry a version are written on condition that the stored one is exactly one lower
 * (absent for version 1). An `…-unchanged` writes nothing: it makes the save fail, as a stale version does, when what the
 * rest was concluded from is not at that version any more (0: not written yet).
 */
export type Save =
  | { kind: "project"; project: Project }
  /** Also writes the version item the history is made of. */
  | { kind: "artefact"; artefact: AnyArtefact }
  | { kind: "escalation"; escalation: Escalation }
  | { kind: "checkpoint"; projectId: string; checkpoint: Checkpoint }
  | { kind: "release"; projectId: string; release: Release }
  | { kind: "event"; event: Event }
  | { kind: "heartbeat"; heartbeat: Heartbeat }
  | { kind: "project-unchanged"; projectId: string; version: number }
  | { kind: "artefact-unchanged"; projectId: string; type: ArtefactType; version: number };

/**
 * What the pipeline remembers between cycles, in the product's own words. Implemented over the Store.
 * It must never save part of one `saveTogether`, nor let a stale version win (`condition-failed`).
 */
export interface Memory {
  project(projectId: string): Promise<Project | null>;
  facts(projectId: string): Promise<Facts>;
  issues(projectId: string, keys: readonly string[]): Promise<Map<string, Issue>>;
  /** Everything but the issues: cheap enough to read in an idle cycle. */
  frame(projectId: string): Promise<Omit<Facts, "issues">>;
  artefacts(projectId: string): Promise<ArtefactSet>;
  escalations(projectId: string): Promise<Escalation[]>;
  checkpoint(projectId: string, integration: string, key: string): Promise<Checkpoint | null>;
  heartbeat(): Promise<Heartbeat | null>;
  saveFacts(projectId: string, facts: Partial<Facts>): Promise<void>;
  saveTogether(saves: readonly Save[]): Promise<void>;
}

// ------------------------------------------------------------------ the world

/** A raw delta from a source: the thing as it is now. Whether anything about it is new is for `normalise` to find out. */
export type Change =
  /** `comments` are those that may be news: none in a first read. */
  | { kind: "issue"; issue: Issue; comments: readonly Comment[] }
  | { kind: "sprint"; sprint: Sprint }
  | { kind: "release"; release: Release }
  | { kind: "profile"; profile: SourceProfile };

export type SourceDelta = {
  changes: Change[];
  /** Opaque to the core; handed back at the next read. */
  position: string;
  skipped: Skipped[];
  requests: number;
};

export type ReadProgress = (done: number, total: number | null) => void;

/**
 * A system we read. It must never lose a change between two positions (reading one twice is fine), never write to the
 * system, and never answer with an empty delta for a failure: failures are AppErrors that say what is wrong and what to do.
 */
export interface Source {
  /** Gives up, whatever it waits for, once `signal` is aborted. */
  read(input: { sourceKey: string; position: string | null; now: Instant; signal?: AbortSignal }, progress: ReadProgress): Promise<SourceDelta>;
  /** Proves that the project can be read; answers its name there. */
  check(sourceKey: string): Promise<{ name: string }>;
}

export interface Clock {
  /** The time the product lives in: real, or simulated in the demo and in replays. */
  now(): Instant;
  /** Milliseconds that only ever grow, for measuring. */
  elapsedMs(): number;
  /**
   * Rejects with AppError `stage-timeout` when the work takes longer, in real time, and with `stopping` as soon as `stop` is
   * aborted. The signal given to the work is then aborted too.
   */
  within<T>(ms: number, what: string, work: (signal: AbortSignal) => Promise<T>, stop?: AbortSignal): Promise<T>;
}

/** New identifiers; seeded in replays so that runs repeat to the byte. */
export interface Ids {
  uuid(): string;
  ulid(at: Instant): string;
}

/** SHA-256 of the UTF-8 text, lower-case hex. */
export type Digest = (text: string) => string;
