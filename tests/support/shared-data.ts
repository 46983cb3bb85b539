import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(process.env["WORKBENCH_SHARED_DATA"] ?? join(import.meta.dirname, "../../../shared/data"));

/** False where the recorded data is not beside the repository: tests that need it are then skipped. */
export const hasSharedData: boolean = existsSync(root);

/** Ends the title of a test that is skipped without the data. */
export const needsSharedData = "(needs ../shared/data or WORKBENCH_SHARED_DATA)";

/** The absolute path of a file or folder of the recorded data, such as `jira/titanium`. */
export function sharedDataPath(relative: string): string {
  return join(root, relative);
}
