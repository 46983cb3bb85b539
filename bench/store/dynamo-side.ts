import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { BatchWriteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { hundred, itemOf, lastWritten, many, seedItems, type Side, written } from "./side.ts";

const batch = 25;

/** lib-dynamodb as its documentation shows it, and nothing else around it. The table is there already. */
export async function dynamoSide({ endpoint, tableName: TableName }: { endpoint: string; tableName: string }): Promise<Side> {
  const client = new DynamoDBClient({ endpoint, region: "local", credentials: { accessKeyId: "local", secretAccessKey: "local" } });
  const documents = DynamoDBDocumentClient.from(client);
  const items = seedItems();
  for (let start = 0; start < items.length; start += batch) {
    const requests = items.slice(start, start + batch).map((Item) => ({ PutRequest: { Item } }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } }));
  }
  const { PK, SK } = itemOf(hundred, 50);
  let lastPut = lastWritten;
  let versionOfOne = 1;
  let versionOfFour = 1;

  function next(number: number, follows: number) {
    return { TableName, Item: itemOf(written, number, follows + 1), ConditionExpression: "version = :v", ExpressionAttributeValues: { ":v": follows } };
  }

  return {
    name: "bare lib-dynamodb",
    get: async () => ((await documents.send(new GetCommand({ TableName, Key: { PK, SK } }))).Item === undefined ? 0 : 1),
    put: async () => {
      await documents.send(new PutCommand({ TableName, Item: itemOf(written, ++lastPut) }));
      return 1;
    },
    update: async () => {
      await documents.send(new PutCommand(next(0, versionOfOne++)));
      return 1;
    },
    transaction: async () => {
      const follows = versionOfFour++;
      await documents.send(new TransactWriteCommand({ TransactItems: [1, 2, 3, 4].map((number) => ({ Put: next(number, follows) })) }));
      return 4;
    },
    query: async () => {
      const input = { TableName, KeyConditionExpression: "PK = :pk", ExpressionAttributeValues: { ":pk": hundred } };
      return (await documents.send(new QueryCommand(input))).Items?.length ?? 0;
    },
    filtered: async () => {
      let found = 0;
      let ExclusiveStartKey: Record<string, unknown> | undefined;
      do {
        const page = await documents.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: "PK = :pk",
            FilterExpression: "kind = :kind",
            ExpressionAttributeValues: { ":pk": many, ":kind": "wanted" },
            ExclusiveStartKey,
          }),
        );
        found += page.Items?.length ?? 0;
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined && found < 20);
      return found;
    },
    close: async () => client.destroy(),
  };
}
