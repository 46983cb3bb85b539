import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

/** Which table, and where; without an endpoint it is AWS, with the region and credentials of the SDK's own default chain. */
export type Place = { tableName: string; endpoint?: string | undefined };

/** Milliseconds until an attempt is given up; its answer is then lost, not refused. */
const CONNECTION_TIMEOUT_MS = 3000;
const REQUEST_TIMEOUT_MS = 10_000;

/** A server on this machine asks for some region and credentials, and looks at neither. */
const local: DynamoDBClientConfig = { region: "local", credentials: { accessKeyId: "local", secretAccessKey: "local" } };

/** The one client of a store. It tries once: the store tries again itself, because only it can tell a lost answer from a refusal. */
export function createClient({ endpoint }: Pick<Place, "endpoint">, timeoutMs: number = REQUEST_TIMEOUT_MS): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    maxAttempts: 1,
    // The socket's is for an answer that stops half way: the request's ends where an answer begins.
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS, requestTimeout: timeoutMs, socketTimeout: timeoutMs, throwOnRequestTimeout: true },
    ...(endpoint !== undefined && { endpoint, ...(isLoopback(endpoint) && local) }),
  });
  return DynamoDBDocumentClient.from(client, {
    // Larger numbers come back as the same double they were written from; a map with a member called constructor is no class.
    marshallOptions: { allowImpreciseNumbers: true, convertClassInstanceToMap: true },
    unmarshallOptions: { wrapNumbers: Number },
  });
}

function isLoopback(endpoint: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(endpoint).hostname);
}
