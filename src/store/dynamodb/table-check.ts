import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type KeySchemaElement,
  ResourceInUseException,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { hasCode } from "#core/errors.ts";
import { storeError } from "#store/errors.ts";
import { table } from "#store/table.ts";
import { createClient, type Place } from "./client.ts";
import { asStoreError } from "./faults.ts";
import type { Session } from "./session.ts";

/** How long a new table may take; AWS needs some ten seconds. */
const CREATION_SECONDS = 120;

type Keyed = { partitionKey: string; sortKey: string };
type Connection = Pick<Session, "client" | "tableName">;

/**
 * What a table is found to be. `differences`: one clause each, naming what is there and what is declared. A time to live that
 * is off is none of them: readers go without it, and the next start turns it on.
 */
export type TableState = { exists: boolean; timeToLiveOff: boolean; differences: string[] };

/** Looks at a table and changes nothing. Throws `access-denied` or `unavailable`. */
export async function examineTable(place: Place): Promise<TableState> {
  const client = createClient(place);
  try {
    return await examine({ client, tableName: place.tableName });
  } finally {
    client.destroy();
  }
}

/** Creates the table where it is missing; throws `incompatible`, naming every difference, where it is not as declared. */
export async function ensureTable(connection: Connection): Promise<void> {
  const { tableName } = connection;
  const { exists, timeToLiveOff, differences } = await examine(connection);
  if (!exists) return create(connection);
  if (timeToLiveOff) await turnTimeToLiveOn(connection);
  if (differences.length === 0) return;
  throw storeError("incompatible", `The table ${tableName} is not as the workbench needs it: ${differences.join("; ")}. Change that, or name another table with TABLE_NAME.`, {
    tableName,
    differences,
  });
}

async function examine(connection: Connection): Promise<TableState> {
  const { client, tableName } = connection;
  const TableName = tableName;
  await requireRegion(client);
  try {
    const { Table = {} } = await client.send(new DescribeTableCommand({ TableName }));
    if (Table.TableStatus === "CREATING") return await created(connection);
    const attribute = await timeToLiveOf(connection);
    const foreign = attribute === undefined || attribute === table.timeToLive ? [] : [`its time to live is on ${attribute} instead of ${table.timeToLive}`];
    return { exists: true, timeToLiveOff: attribute === undefined, differences: [...keyDifferences(Table), ...foreign] };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return { exists: false, timeToLiveOff: true, differences: [] };
    throw asStoreError(error, tableName);
  }
}

/** Which attribute items expire by; undefined while it is off. */
async function timeToLiveOf({ client, tableName }: Connection): Promise<string | undefined> {
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: tableName }));
  return TimeToLiveDescription?.AttributeName;
}

/** Somebody else has begun to create it. */
async function created(connection: Connection): Promise<TableState> {
  await untilActive(connection);
  return examine(connection);
}

/** What the SDK throws when it takes too long is the whole of its last answer. */
async function untilActive({ client, tableName }: Connection): Promise<void> {
  try {
    await waitUntilTableExists({ client, maxWaitTime: CREATION_SECONDS, minDelay: 1, maxDelay: 5 }, { TableName: tableName });
  } catch (error) {
    const message = `The table ${tableName} is still being created after ${CREATION_SECONDS} seconds. Wait until AWS says that it is active, then start again.`;
    throw storeError("incompatible", message, { tableName }, error);
  }
}

async function create(connection: Connection): Promise<void> {
  const { client, tableName: TableName } = connection;
  const keyed: Keyed[] = [table, ...Object.values(table.indexes)];
  try {
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: keyed.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]).map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
        KeySchema: schemaOf(table),
        GlobalSecondaryIndexes: Object.entries(table.indexes).map(([IndexName, index]) => ({
          IndexName,
          KeySchema: schemaOf(index),
          Projection: { ProjectionType: "ALL" },
        })),
      }),
    );
    await untilActive(connection);
    await turnTimeToLiveOn(connection);
  } catch (error) {
    // Another workbench was faster; what it made is looked at like any other.
    if (error instanceof ResourceInUseException) return ensureTable(connection);
    throw asStoreError(error, TableName);
  }
}

async function turnTimeToLiveOn(connection: Connection): Promise<void> {
  const { client, tableName } = connection;
  const TimeToLiveSpecification = { AttributeName: table.timeToLive, Enabled: true };
  try {
    await client.send(new UpdateTimeToLiveCommand({ TableName: tableName, TimeToLiveSpecification }));
  } catch (error) {
    // DynamoDB refuses it twice; another workbench may have been faster.
    if (hasCode(asStoreError(error, tableName), "invalid") && (await timeToLiveOf(connection)) === table.timeToLive) return;
    throw asStoreError(error, tableName);
  }
}

/** The SDK's own complaint has neither a name nor a code to know it by. */
async function requireRegion(client: Session["client"]): Promise<void> {
  try {
    await client.config.region();
  } catch (error) {
    throw storeError("access-denied", "No AWS region is set. Set AWS_REGION to the region of the table, such as eu-central-1.", {}, error);
  }
}

function schemaOf({ partitionKey, sortKey }: Keyed): KeySchemaElement[] {
  return [
    { AttributeName: partitionKey, KeyType: "HASH" },
    { AttributeName: sortKey, KeyType: "RANGE" },
  ];
}

function keyDifferences({ KeySchema, GlobalSecondaryIndexes = [], AttributeDefinitions = [] }: TableDescription): string[] {
  const types = new Map(AttributeDefinitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]));
  const describe = (schema: KeySchemaElement[] | undefined): string =>
    (schema ?? []).map(({ AttributeName, KeyType }) => `${KeyType} ${AttributeName} (${types.get(AttributeName) ?? "?"})`).join(", ");
  const expected = ({ partitionKey, sortKey }: Keyed): string => `HASH ${partitionKey} (S), RANGE ${sortKey} (S)`;

  const differences = describe(KeySchema) === expected(table) ? [] : [`its key is ${describe(KeySchema)} instead of ${expected(table)}`];
  for (const [name, index] of Object.entries(table.indexes)) {
    const found = GlobalSecondaryIndexes.find(({ IndexName }) => IndexName === name);
    if (found === undefined) differences.push(`it has no index ${name} (${expected(index)}, all attributes)`);
    else if (describe(found.KeySchema) !== expected(index)) differences.push(`the key of its index ${name} is ${describe(found.KeySchema)} instead of ${expected(index)}`);
    else if (found.Projection?.ProjectionType !== "ALL") differences.push(`its index ${name} holds ${found.Projection?.ProjectionType ?? "some"} instead of ALL attributes`);
    else if (found.IndexStatus === "CREATING" || found.IndexStatus === "DELETING") differences.push(`its index ${name} is ${found.IndexStatus.toLowerCase()}`);
  }
  return differences;
}
