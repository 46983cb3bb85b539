import {
  type AttributeValue,
  type CancellationReason,
  ConditionalCheckFailedException,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import { DeleteCommand, PutCommand, type PutCommandOutput, TransactWriteCommand, type TransactWriteCommandOutput } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Item, Operation } from "#core/ports.ts";
import { storeError } from "#store/errors.ts";
import { holds } from "#store/evaluate.ts";
import { itemSize } from "#store/item-size.ts";
import { writeUnits } from "#store/meter.ts";
import { conditionFailed, isTransaction, keyIn, requireCondition, sumOf } from "#store/operation.ts";
import { table } from "#store/table.ts";
import { asCancellation } from "./faults.ts";
import { metered, send } from "./send.ts";
import { type Session, visible } from "./session.ts";
import { deleteInput, partOf, putInput, type WriteContext } from "./write-input.ts";

type Put = Extract<Operation, { kind: "put" }>;
/** The additions to put differently, when nothing else stood in the way; none: all was done. */
type Transacted = Pick<TransactWriteCommandOutput, "ConsumedCapacity"> & { toChange?: Operation[] };

/** How often an addition may find its item gone when it was there, or there when it was gone, before it gives up. */
const CHANGES_OF_MIND = 10;

/** Carries out operations that have been validated, all or none, and once, however often an answer is lost on the way. */
export async function writeOperations(operations: readonly Operation[], session: Session): Promise<void> {
  const context = { tableName: session.tableName, now: session.seconds() };
  const [first] = operations;
  if (first === undefined || isTransaction(operations)) return transact(operations, context, session);
  if (first.kind === "put") return put(first, context, session);
  await send(session, "write", async () => session.client.send(new DeleteCommand({ ...deleteInput(keyIn(first), context), ...metered })));
}

/** A conditional put takes a token along: a refusal that shows our own token is the echo of a success whose answer was lost. */
async function put(operation: Put, context: WriteContext, session: Session): Promise<void> {
  const token = operation.if === undefined ? null : session.token();
  const input = { ...putInput(operation, token, context), ...metered };
  await send(session, "write", async (): Promise<Pick<PutCommandOutput, "ConsumedCapacity">> => {
    try {
      return await session.client.send(new PutCommand(input));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const stored = storedIn(error.Item);
      session.meter.count("write", { writeUnits: writeUnits(stored === undefined ? 0 : itemSize(stored)) });
      if (token !== null && stored?.[table.writeToken] === token) return {};
      throw conditionFailed(keyIn(operation), visible(stored, context.now));
    }
  });
}

/**
 * DynamoDB knows a repeated transaction by its token and answers it as it did before; so a transaction made up afresh needs a
 * fresh one. An addition is sent as an update until there turns out to be no item, then as the item's creation.
 */
async function transact(operations: readonly Operation[], context: WriteContext, session: Session): Promise<void> {
  const creating = new Set<Operation>();
  for (let change = 0; change <= CHANGES_OF_MIND; change++) {
    const input = {
      TransactItems: operations.map((operation) => partOf(operation, creating.has(operation), context)),
      ClientRequestToken: session.token(),
      ...metered,
    };
    const { toChange } = await send(session, "write", async (): Promise<Transacted> => {
      try {
        return await session.client.send(new TransactWriteCommand(input));
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        const reasons = error.CancellationReasons ?? [];
        session.meter.count("write", { writeUnits: unitsOfCancelled(operations, reasons) });
        return { toChange: additionsToChange(operations, creating, reasons, context) };
      }
    });
    if (toChange === undefined) return;
    for (const operation of toChange) if (!creating.delete(operation)) creating.add(operation);
  }
  throw storeError("conflict", `An item of ${context.tableName} came and went while it was being added to. Try again.`, { tableName: context.tableName });
}

/**
 * What a cancelled transaction means: throws the error of the first operation that cannot be carried out, or else of what came in
 * between; answers the additions that took an item for there that was not, or the other way round.
 */
function additionsToChange(
  operations: readonly Operation[],
  creating: ReadonlySet<Operation>,
  reasons: readonly CancellationReason[],
  { tableName, now }: WriteContext,
): Operation[] {
  const toChange: Operation[] = [];
  for (const [at, operation] of operations.entries()) {
    const reason = reasons[at];
    const item = visible(storedIn(reason?.Item), now);
    if (reason?.Code !== "ConditionalCheckFailed") continue;
    const tookForThere = operation.kind === "add" && !creating.has(operation) && item === null && operation.initial !== undefined;
    if (tookForThere && (operation.if === undefined || holds(operation.if, null))) toChange.push(operation);
    else if (operation.kind === "add" && creating.has(operation) && item !== null) toChange.push(operation);
    else refuse(operation, item);
  }
  if (toChange.length > 0) return toChange;
  const other = reasons.find(({ Code = "None" }) => Code !== "None");
  throw asCancellation(other?.Code ?? "unknown reason", other?.Message ?? "", tableName);
}

/** A cancelled transaction costs what it would have, as far as its items are known; the error does not say. */
function unitsOfCancelled(operations: readonly Operation[], reasons: readonly CancellationReason[]): number {
  let units = 0;
  for (const [at, operation] of operations.entries()) {
    const sizes = [storedIn(reasons[at]?.Item), operation.kind === "put" ? operation.item : undefined].map((item) => (item === undefined ? 0 : itemSize(item)));
    units += 2 * writeUnits(Math.max(...sizes));
  }
  return units;
}

/** DynamoDB says no: to the condition, or, where that holds, to a sum that would be none. */
function refuse(operation: Operation, item: Item | null): never {
  requireCondition(operation, item);
  if (operation.kind === "add") sumOf(operation, item);
  throw conditionFailed(keyIn(operation), item);
}

function storedIn(attributes: Record<string, AttributeValue> | undefined): Item | undefined {
  return attributes === undefined ? undefined : (unmarshall(attributes, { wrapNumbers: Number }) as Item);
}
