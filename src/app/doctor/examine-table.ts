import { join } from "node:path";
import { realNow } from "#app/clock.ts";
import type { Config, StoreConfig } from "#app/config/config.ts";
import { openEngine, whereKept } from "#app/open-engine.ts";
import { messageOf } from "#core/errors.ts";
import { examineContent, foundOnly, type Found } from "./examine-content.ts";
import { whyUnwritable } from "./examine-folder.ts";

/** Looks at the DynamoDB table of a workbench that does not run, and changes nothing about it. */
export async function examineTable(config: Config, table: Extract<StoreConfig, { kind: "dynamodb" }>): Promise<Found> {
  const unwritable = whyUnwritable(config.dataDir, join(config.dataDir, "workbench.lock"));
  if (unwritable !== null) return foundOnly("failed", unwritable);
  const where = whereKept(config);
  try {
    const { examineTable: examine } = await import("#store/dynamodb/table-check.ts");
    const { exists, timeToLiveOff, differences } = await examine(table);
    if (!exists) return foundOnly("ok", `${where} does not exist yet; the first start creates it`);
    if (differences.length > 0) return foundOnly("failed", `${where} is not as the workbench needs it: ${differences.join("; ")}. Change that, or name another table with TABLE_NAME.`);
    // Opening the store would turn it on.
    if (timeToLiveOff) return foundOnly("warning", `${where} answers, but what has expired is not deleted there: its time to live is off. The next start turns it on.`);
    const store = await openEngine({ config, now: realNow });
    try {
      return await examineContent(store, where);
    } finally {
      store.close();
    }
  } catch (error) {
    return foundOnly("failed", messageOf(error));
  }
}
