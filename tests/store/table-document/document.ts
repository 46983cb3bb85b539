import type { Item, OperationUsage, Store } from "#core/ports.ts";
import { itemSize } from "#store/item-size.ts";
import { keyAttributes, type KeyAttribute } from "#store/keys.ts";
import { entities, type KeyTemplates } from "#store/table.ts";
import type { Section } from "./pattern.ts";

type EntityName = keyof typeof entities;
/** What a pattern was seen to ask of the store, and what that cost. */
export type Measured = { requests: readonly string[]; usage: OperationUsage };

/** Runs the work on the store, and says what it asked of it. */
export async function measure(store: Store, work: (store: Store) => Promise<unknown>): Promise<Measured> {
  const requests: string[] = [];
  const watched: Store = {
    ...store,
    get: async (key, options) => {
      requests.push(options?.consistent ? "consistent get" : "get");
      return store.get(key, options);
    },
    query: async (query) => {
      requests.push(query.index === undefined ? `${query.consistent ? "consistent " : ""}query` : `query of ${query.index}`);
      return store.query(query);
    },
    write: async (operations) => {
      requests.push(operations.length === 1 ? "write" : `write of ${operations.length}`);
      return store.write(operations);
    },
    putMany: async (items) => {
      if (items.length > 0) requests.push(`put of ${items.length}`);
      return store.putMany(items);
    },
    getMany: async (keys, options) => {
      if (keys.length > 0) requests.push(`${options?.consistent ? "consistent " : ""}get of ${keys.length}`);
      return store.getMany(keys, options);
    },
  };
  const before = store.usage();
  await work(watched);
  const after = store.usage();
  return {
    requests,
    usage: {
      requests: after.requests - before.requests,
      readUnits: after.readUnits - before.readUnits,
      writeUnits: after.writeUnits - before.writeUnits,
    },
  };
}

/** The document of the table, in Markdown. `typical` has an item of each entity. */
export function tableDocument(input: {
  typical: Readonly<Record<EntityName, Item>>;
  sections: readonly Section[];
  measured: ReadonlyMap<string, Measured>;
}): string {
  const names = Object.keys(entities) as EntityName[];
  return [
    "# The table",
    "",
    "Made from `src/store/table.ts` and the functions of `src/store/` by a test, which fails when this page is not true any more;",
    "`npm run unit -- tests/store/table-document.test.ts -u` writes it afresh.",
    "",
    "## Entities",
    "An item without an index's attributes is not in that index. Names in braces are filled from the entity; `changedAt` of an escalation is",
    "when it was raised while it is pending and when it ended after, of a held action when it is due while it is pending and when it came to",
    "its status after. What is kept for a number of days has its TTL from the time it tells of.",
    "",
    "| entity | PK | SK | GSI1PK / GSI1SK | GSI2PK / GSI2SK | kept | typical size |",
    "|---|---|---|---|---|---|---|",
    ...names.map((name) => entityRow(name, entities[name], input.typical[name])),
    "",
    "## Access patterns",
    "What each function asks of the store and costs, in DynamoDB's units, with items of the typical size: read from a project, or from an",
    "index, that holds twenty of a kind, in pages of ten where there are pages. A unit reads 4 KB consistently, or twice that, or writes 1 KB; a",
    "write of several, a check, an addition and a conditional deletion are transactions, which cost twice. A large artefact costs one get more: of its chunks.",
    ...input.sections.flatMap((section) => [
      "",
      `### ${section.title}`,
      "| function | for | asks for | read units | write units |",
      "|---|---|---|---|---|",
      ...section.patterns.map(({ name, does }) => patternRow(name, does, input.measured.get(name))),
    ]),
    "",
  ].join("\n");
}

function entityRow(name: EntityName, templates: KeyTemplates, item: Item): string {
  const [PK, SK, GSI1PK, GSI1SK, GSI2PK, GSI2SK] = keyAttributes.map((attribute: KeyAttribute) => code(templates[attribute]));
  const bytes = itemSize(item);
  const size = bytes < 1000 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KB`;
  return row(spaced(name), PK, SK, pair(GSI1PK, GSI1SK), pair(GSI2PK, GSI2SK), keptFor(templates, item), size);
}

function keptFor({ retentionDays }: KeyTemplates, { TTL }: Item): string {
  if (retentionDays === undefined) return "no limit";
  return TTL === undefined ? `${retentionDays} days once final` : `${retentionDays} days`;
}

function patternRow(name: string, does: string, measured: Measured | undefined): string {
  const { requests = [], usage } = measured ?? {};
  return row(`\`${name}\``, does, requests.length === 0 ? "nothing" : requests.join(", "), figure(usage?.readUnits), figure(usage?.writeUnits));
}

function row(...cells: readonly (string | undefined)[]): string {
  return `| ${cells.map((cell) => cell ?? "").join(" | ")} |`;
}

function code(text: string | undefined): string {
  return text === undefined ? "" : `\`${text}\``;
}

function pair(partition: string | undefined, sort: string | undefined): string {
  return partition === "" ? "" : `${partition} / ${sort}`;
}

function figure(units: number | undefined): string {
  return units === undefined || units === 0 ? "" : String(units);
}

/** heldAction as "held action". */
function spaced(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
