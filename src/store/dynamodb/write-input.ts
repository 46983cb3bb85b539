import type { DeleteCommandInput, PutCommandInput, TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import type { Condition, Key, Operation } from "#core/ports.ts";
import { highestToAdd, keyIn, lowestToAdd } from "#store/operation.ts";
import { table } from "#store/table.ts";
import { conditionExpression, createPlaceholders, type Placeholders } from "./expressions.ts";

type Part = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];
type Put = Extract<Operation, { kind: "put" }>;
type Add = Extract<Operation, { kind: "add" }>;

const onFailure = { ReturnValuesOnConditionCheckFailure: "ALL_OLD" } as const;

/** How operations become requests to one table at one time, `now` in epoch seconds. */
export type WriteContext = { tableName: string; now: number };

/** One put by itself, carrying the token by which its answer, should it be lost, is found again. */
export function putInput({ item, if: condition }: Put, token: string | null, context: WriteContext): PutCommandInput {
  const Item = token === null ? item : { ...item, [table.writeToken]: token };
  return { TableName: context.tableName, Item, ...conditioned(condition, context) };
}

/** One delete by itself. */
export function deleteInput(key: Key, { tableName }: WriteContext): DeleteCommandInput {
  return { TableName: tableName, Key: key };
}

/** One operation of a transaction. `creates`: an addition that makes the item, because there was none. */
export function partOf(operation: Operation, creates: boolean, context: WriteContext): Part {
  const { tableName: TableName } = context;
  switch (operation.kind) {
    case "put":
      return { Put: { TableName, Item: operation.item, ...conditioned(operation.if, context) } };
    case "add":
      return creates ? { Put: creation(operation, context) } : { Update: addition(operation, context) };
    case "delete":
      return { Delete: { TableName, Key: keyIn(operation), ...conditioned(operation.if, context) } };
    case "check":
      return { ConditionCheck: { TableName, Key: keyIn(operation), ...required(operation.if, context) } };
  }
}

/** On an item that is not there an update would begin one; this one fails instead, and whoever wants one begun creates it. */
function addition(operation: Add, context: WriteContext) {
  const { amounts, if: condition } = operation;
  const placeholders = createPlaceholders();
  const entries = Object.entries(amounts);
  const sums = entries.map(([attribute, amount]) => `${placeholders.name(attribute)} ${placeholders.value(amount)}`);
  const bounds = entries.map(([attribute, amount]) => withinReach(attribute, amount, placeholders));
  const present: Condition = { and: [{ exists: table.partitionKey }, ...(condition === undefined ? [] : [condition])] };
  return {
    TableName: context.tableName,
    Key: keyIn(operation),
    UpdateExpression: `ADD ${sums.join(", ")}`,
    ConditionExpression: [conditionExpression(present, context.now, placeholders), ...bounds].join(" AND "),
    ...placeholders.attributes(),
    ...onFailure,
  };
}

/** DynamoDB counts on to 38 digits; the sum must stay a whole number any engine can hold. Also false where there is no number. */
function withinReach(attribute: string, amount: number, { name, value }: Placeholders): string {
  const lowest = value(lowestToAdd(amount));
  const highest = value(highestToAdd(amount));
  return `(attribute_not_exists(${name(attribute)}) OR ${name(attribute)} BETWEEN ${lowest} AND ${highest})`;
}

function creation(operation: Add, context: WriteContext) {
  const { amounts, initial } = operation;
  const absent: Condition = { absent: table.partitionKey };
  return { TableName: context.tableName, Item: { ...initial, ...amounts, ...keyIn(operation) }, ...required(absent, context) };
}

function conditioned(condition: Condition | undefined, context: WriteContext) {
  return condition === undefined ? {} : required(condition, context);
}

function required(condition: Condition, { now }: WriteContext) {
  const placeholders = createPlaceholders();
  const ConditionExpression = conditionExpression(condition, now, placeholders);
  return { ConditionExpression, ...placeholders.attributes(), ...onFailure };
}
