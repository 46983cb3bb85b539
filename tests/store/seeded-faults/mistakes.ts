/** A plausible mistake, as an edit of one file, and the test files of which at least one must notice it. */
export type Mistake = { mistake: string; file: string; find: string; replace: string; caughtBy: readonly string[] };

const sqlite = ["tests/store/sqlite/sqlite-store.test.ts"];
const dynamodb = ["tests/store/dynamodb/dynamo-store.test.ts"];

/** `find` must stand in the file exactly once: a list that no longer fits the code fails before anything is run. */
export const mistakes: readonly Mistake[] = [
  {
    mistake: "an index entry stays where it was when the item's status moves on",
    file: "src/store/sqlite/sqlite-store.ts",
    find: "VALUES (${places})`",
    replace: "VALUES (${places}) ON CONFLICT (PK, SK) DO UPDATE SET data = excluded.data, TTL = excluded.TTL`.replace(' OR REPLACE', '')",
    caughtBy: sqlite,
  },
  {
    mistake: "a cursor is taken for any query",
    file: "src/store/cursor.ts",
    find: "JSON.stringify([VERSION, question, position])",
    replace: "JSON.stringify([VERSION, position])",
    caughtBy: sqlite,
  },
  {
    mistake: "a cursor is not checked for tampering",
    file: "src/store/cursor.ts",
    find: "position === undefined || sealCursor(question, position) !== cursor",
    replace: "position === undefined",
    caughtBy: sqlite,
  },
  {
    mistake: "the limit counts before the filter",
    file: "src/store/dynamodb/query.ts",
    find: "while (startKey !== undefined && items.length < wanted)",
    replace: "while (startKey !== undefined && items.length < 0)",
    caughtBy: dynamodb,
  },
  {
    mistake: "an item is read after its time to live",
    file: "src/store/dynamodb/session.ts",
    find: "if (item.TTL !== undefined && item.TTL <= now) return null;",
    replace: "",
    caughtBy: dynamodb,
  },
  {
    mistake: "a condition sees what has expired",
    file: "src/store/dynamodb/expressions.ts",
    find: "return expressionOf(guarded, placeholders);",
    replace: "return expressionOf(guarded === null ? guarded : condition, placeholders);",
    caughtBy: dynamodb,
  },
  {
    mistake: "a query finds what has expired",
    file: "src/store/sqlite/select.ts",
    find: "IS NULL OR ${table.timeToLive} > ?",
    replace: "IS NULL OR ${table.timeToLive} > ? OR 1",
    caughtBy: sqlite,
  },
  {
    mistake: "the engine's own token is shown to readers",
    file: "src/store/dynamodb/session.ts",
    find: "delete item[table.writeToken];",
    replace: "",
    caughtBy: dynamodb,
  },
  {
    mistake: "adding to an unknown key creates an item",
    file: "src/store/dynamodb/write-input.ts",
    find: "[{ exists: table.partitionKey }, ...(condition === undefined ? [] : [condition])]",
    replace: "[{ not: { exists: 'deleted' } }, ...(condition === undefined ? [] : [condition])]",
    caughtBy: dynamodb,
  },
  {
    mistake: "a counter counts on past the largest whole number",
    file: "src/store/dynamodb/write-input.ts",
    find: "value(Number.MAX_SAFE_INTEGER - amount)",
    replace: "value(1e20)",
    caughtBy: dynamodb,
  },
  {
    mistake: "a failed transaction keeps what it had done",
    file: "src/store/sqlite/connection.ts",
    find: 'database.exec("ROLLBACK")',
    replace: 'database.exec("COMMIT")',
    caughtBy: sqlite,
  },
  {
    mistake: "a cancelled transaction blames its first operation",
    file: "src/store/dynamodb/write.ts",
    find: "const reason = reasons[at];",
    replace: "const reason = reasons.find(({ Code }) => Code === 'ConditionalCheckFailed') && at === 0 ? reasons.find(({ Code }) => Code === 'ConditionalCheckFailed') : undefined;",
    caughtBy: dynamodb,
  },
  {
    mistake: "a failed condition may be tried again",
    file: "src/store/errors.ts",
    find: '"condition-failed": { fault: "yours", retry: false }',
    replace: '"condition-failed": { fault: "yours", retry: true }',
    caughtBy: sqlite,
  },
  {
    mistake: "a batch of puts is larger than DynamoDB takes",
    file: "src/store/dynamodb/dynamo-store.ts",
    find: "const PUT_CHUNK = 25;",
    replace: "const PUT_CHUNK = 26;",
    caughtBy: dynamodb,
  },
  {
    mistake: "an item's size is counted in characters",
    file: "src/store/item-size.ts",
    find: 'if (typeof value === "string") return Buffer.byteLength(value);',
    replace: 'if (typeof value === "string") return value.length;',
    caughtBy: sqlite,
  },
  {
    mistake: "text is compared by UTF-16 units",
    file: "src/store/evaluate.ts",
    find: "return Buffer.compare(Buffer.from(left), Buffer.from(right));",
    replace: "return left < right ? -1 : Number(left > right);",
    caughtBy: sqlite,
  },
  {
    mistake: "a prefix ends at the last character of UTF-16",
    file: "src/store/sqlite/select.ts",
    find: "Buffer.concat([Buffer.from(sort.beginsWith), Buffer.of(0xff)])",
    replace: "Buffer.from(`${sort.beginsWith}\\uffff`)",
    caughtBy: sqlite,
  },
  {
    mistake: "a range that ends before it begins is asked for",
    file: "src/store/dynamodb/query-input.ts",
    find: "from !== undefined && to !== undefined && Buffer.compare",
    replace: "from === to && to !== undefined && Buffer.compare",
    caughtBy: dynamodb,
  },
  {
    mistake: "large numbers come back as another type",
    file: "src/store/dynamodb/client.ts",
    find: "unmarshallOptions: { wrapNumbers: Number },",
    replace: "",
    caughtBy: dynamodb,
  },
  {
    mistake: "index units are not counted",
    file: "src/store/dynamodb/session.ts",
    find: "WriteCapacityUnits ?? CapacityUnits - readUnits",
    replace: "1",
    caughtBy: dynamodb,
  },
];
