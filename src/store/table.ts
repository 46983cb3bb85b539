/** The single table as data: the SQLite schema, the keys of every entity and the deployed table all derive from it. */
export const table = {
  name: "AgenticPM",
  partitionKey: "PK",
  sortKey: "SK",
  indexes: {
    GSI1: { partitionKey: "GSI1PK", sortKey: "GSI1SK" },
    GSI2: { partitionKey: "GSI2PK", sortKey: "GSI2SK" },
  },
  /** Epoch seconds after which an item counts as gone. */
  timeToLive: "TTL",
  /** Where the DynamoDB engine keeps the token by which it recognises its own write; nobody else sees or sets it. */
  writeToken: "writeToken",
} as const;

/** The attributes that place an item in the table and its indexes, as templates with {names} filled from the entity. */
export type KeyTemplates = {
  PK: string;
  SK: string;
  GSI1PK?: string;
  GSI1SK?: string;
  GSI2PK?: string;
  GSI2SK?: string;
  /** Days kept after the entity's own time; without it, for ever. */
  retentionDays?: number;
};

const event = {
  SK: "EVENT#{at}#{id}",
  GSI1PK: "EVENT#{day}",
  GSI1SK: "{at}#{id}",
  retentionDays: 30,
} as const;

/** Where a reservation is, whether it is still open or not. */
const reservation = { PK: "AGENT", SK: "RESERVATION#{id}" } as const;

/**
 * Where each entity lives. `changedAt` of an escalation is createdAt while it is pending, decidedAt after; of a held action it
 * is heldUntil while it is pending, the time of its last transition after, and it is only kept for a time once it is final.
 */
export const entities = {
  project: { PK: "PROJECT#{projectId}", SK: "METADATA", GSI1PK: "STATUS#{status}", GSI1SK: "{updatedAt}" },
  artefact: { PK: "PROJECT#{projectId}", SK: "ARTEFACT#{type}" },
  artefactVersion: { PK: "PROJECT#{projectId}", SK: "VERSION#{type}#{version}" },
  chunk: { PK: "PROJECT#{projectId}", SK: "CHUNK#{sha256}" },
  upload: { PK: "PROJECT#{projectId}", SK: "UPLOAD#{id}", GSI1PK: "UPLOAD", GSI1SK: "{startedAt}" },
  projectEvent: { PK: "PROJECT#{projectId}", ...event },
  globalEvent: { PK: "GLOBAL", ...event },
  escalation: {
    PK: "PROJECT#{projectId}",
    SK: "ESCALATION#{id}",
    GSI1PK: "ESCALATION#{status}",
    GSI1SK: "{changedAt}",
  },
  heldAction: { PK: "PROJECT#{projectId}", SK: "HELD#{id}", GSI1PK: "HELD#{status}", GSI1SK: "{changedAt}", retentionDays: 90 },
  actionRecord: { PK: "PROJECT#{projectId}", SK: "ACTION#{at}#{id}", retentionDays: 90 },
  checkpoint: {
    PK: "PROJECT#{projectId}",
    SK: "CHECKPOINT#{integration}#{key}",
    GSI2PK: "CHECKPOINT#{integration}",
    GSI2SK: "PROJECT#{projectId}#{key}",
  },
  graduation: {
    PK: "PROJECT#{projectId}",
    SK: "GRADUATION#{actionType}",
    GSI2PK: "GRADUATION#{tier}",
    GSI2SK: "PROJECT#{projectId}#{actionType}",
  },
  issue: { PK: "PROJECT#{projectId}", SK: "ISSUE#{key}" },
  sprint: { PK: "PROJECT#{projectId}", SK: "SPRINT#{id}" },
  release: { PK: "PROJECT#{projectId}", SK: "RELEASE#{id}" },
  message: { PK: "PROJECT#{projectId}", SK: "MESSAGE#{at}#{id}", retentionDays: 180 },
  sourceProfile: { PK: "PROJECT#{projectId}", SK: "PROFILE#{source}" },
  configuration: { PK: "AGENT", SK: "CONFIG#{key}" },
  heartbeat: { PK: "AGENT", SK: "HEARTBEAT" },
  spendOfDay: { PK: "AGENT", SK: "SPEND#{day}", retentionDays: 90 },
  spendOfMonth: { PK: "AGENT", SK: "SPEND#{month}" },
  openReservation: { ...reservation, GSI1PK: "RESERVATION#open", GSI1SK: "{leaseUntil}" },
  endedReservation: { ...reservation, retentionDays: 30 },
  integration: { PK: "INTEGRATION#{name}", SK: "CONFIG" },
} as const satisfies Record<string, KeyTemplates>;
