import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Json } from "#core/ports.ts";
import type { WireFault, WirePlan, WireRequest } from "./wire-fault.ts";

type Body = WireRequest["body"];

export type FaultyWire = {
  endpoint: string;
  /** Takes the place of the plan before. */
  plan(plan: WirePlan): void;
  /** What was asked for since the plan was made. */
  asked(): readonly WireRequest[];
  stop(): Promise<void>;
};

type Answer = { status: number; body: Body; headers?: Record<string, string>; stops?: boolean };

/** A proxy before a DynamoDB endpoint that spoils requests as planned. */
export async function startFaultyWire(target: string): Promise<FaultyWire> {
  const agent = new Agent({ keepAlive: true });
  let spoil: WirePlan = () => null;
  let asked: WireRequest[] = [];

  async function forward(headers: IncomingMessage["headers"], body: Body): Promise<Answer> {
    const text = Buffer.from(JSON.stringify(body));
    const outgoing = request(target, { method: "POST", agent, headers: { ...headers, "content-length": text.byteLength } });
    outgoing.end(text);
    const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
    const status = incoming.statusCode ?? 0;
    const answer = JSON.parse((await buffer(incoming)).toString()) as Body;
    return { status, body: status >= 400 ? inOtherWords(answer) : answer };
  }

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const operation = String(incoming.headers["x-amz-target"]).split(".").at(-1) ?? "";
    const body = JSON.parse((await buffer(incoming)).toString()) as Body;
    asked.push({ operation, body });
    const fault = spoil({ operation, body });
    const send = async (changed: Body): Promise<Answer> => forward(incoming.headers, changed);
    const answer = await answerOf(fault, operation, body, send);
    if (answer === "cut") incoming.socket.destroy();
    else if (answer !== "silence") write(answer, outgoing);
  }

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    plan: (plan) => {
      spoil = plan;
      asked = [];
    },
    asked: () => asked,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      agent.destroy();
      await once(server, "close");
    },
  };
}

function write({ status, body, headers, stops }: Answer, outgoing: ServerResponse): void {
  outgoing.writeHead(status, { "content-type": "application/x-amz-json-1.0", ...headers });
  if (stops) outgoing.write("{");
  else outgoing.end(JSON.stringify(body));
}

async function answerOf(fault: WireFault | null, operation: string, body: Body, send: (body: Body) => Promise<Answer>): Promise<Answer | "cut" | "silence"> {
  switch (fault?.kind) {
    case undefined:
      return send(body);
    case "refused":
      return { ...refusal(fault.name, fault.status ?? 400), headers: { date: new Date(Date.now() + (fault.aheadMs ?? 0)).toUTCString() } };
    case "cancelled":
      return cancellation(fault.reason, body);
    case "cut":
      return "cut";
    case "lost":
      await send(body);
      return "cut";
    case "failed-after":
      await send(body);
      return fault.name === undefined ? refusal("InternalServerError", 500) : refusal(fault.name, 400);
    case "slow":
      await send(body);
      return "silence";
    case "stalled":
      return { ...(await send(body)), stops: true };
    case "unprocessed":
      return operation === "BatchGetItem" ? partOfKeys(body, fault.done, send) : partOfPuts(body, fault.done, send);
    case "short":
      return send({ ...body, Limit: Math.min(fault.looked, Number(body["Limit"] ?? fault.looked)) });
  }
}

/** An error with every message in it changed: DynamoDB promises the names and codes of its errors, never their texts. */
function inOtherWords(error: Body): Body {
  const text = JSON.stringify(error, (name, value: Json) => (/^message$/i.test(name) && typeof value === "string" ? "Said in other words." : value));
  return JSON.parse(text) as Body;
}

function refusal(name: string, status: number): Answer {
  return { status, body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: "Spoiled as planned." } };
}

/** The last part is the one to blame; the others were fine. */
function cancellation(reason: string, { TransactItems: parts }: Body): Answer {
  const count = Array.isArray(parts) ? parts.length : 0;
  const reasons = Array.from({ length: count }, (_, at): Json => (at === count - 1 ? { Code: reason, Message: "Spoiled as planned." } : { Code: "None" }));
  const { status, body } = refusal("TransactionCanceledException", 400);
  return { status, body: { ...body, CancellationReasons: reasons } };
}

async function partOfPuts(body: Body, done: number, send: (body: Body) => Promise<Answer>): Promise<Answer> {
  const [[tableName, puts] = ["", []]] = Object.entries(body["RequestItems"] as Record<string, Json[]>);
  const left = puts.slice(done);
  const { status, body: answer } = done === 0 ? nothingDone : await send({ ...body, RequestItems: { [tableName]: puts.slice(0, done) } });
  return { status, body: left.length === 0 ? answer : { ...answer, UnprocessedItems: { [tableName]: left } } };
}

async function partOfKeys(body: Body, done: number, send: (body: Body) => Promise<Answer>): Promise<Answer> {
  const [[tableName, wanted] = ["", { Keys: [] }]] = Object.entries(body["RequestItems"] as Record<string, Body & { Keys: Json[] }>);
  const left = wanted.Keys.slice(done);
  const { status, body: answer } =
    done === 0 ? nothingDone : await send({ ...body, RequestItems: { [tableName]: { ...wanted, Keys: wanted.Keys.slice(0, done) } } });
  return { status, body: left.length === 0 ? answer : { ...answer, UnprocessedKeys: { [tableName]: { ...wanted, Keys: left } } } };
}

const nothingDone: Answer = { status: 200, body: { UnprocessedItems: {}, UnprocessedKeys: {}, Responses: {} } };
