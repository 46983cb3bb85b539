import type { Memory, Save } from "#core/ports.ts";

/** What fits into one write of the store, an artefact being up to three operations. */
const savesAtOnce = 90;

/** Saves the units in order, in as few writes as possible; what is in one unit is saved together or not at all. */
export async function saveUnits(memory: Memory, units: readonly (readonly Save[])[]): Promise<void> {
  let batch: Save[] = [];
  for (const unit of units) {
    if (batch.length > 0 && batch.length + unit.length > savesAtOnce) {
      await memory.saveTogether(batch);
      batch = [];
    }
    batch.push(...unit);
  }
  if (batch.length > 0) await memory.saveTogether(batch);
}
