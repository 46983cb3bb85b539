import { hasCode } from "#core/errors.ts";
import type { Skipped } from "#core/entities/checkpoint.ts";
import type { Sprint } from "#core/entities/sprint.ts";
import type { JiraClient } from "./client.ts";
import { parseEach } from "./parse.ts";
import { Board, SprintBody } from "./schema.ts";
import { toSprint } from "./sprint.ts";

/** `quiet` are those that had no open sprint when last asked: they are left alone until the boards are looked up again. */
export type Boards = { boards: Board[]; quiet: Set<number>; skipped: Skipped[] };

/** The project's boards. A site without Jira Software, or an account that may not use it, has none: said, but no reason to read nothing. */
export async function readBoards(client: JiraClient, projectKey: string): Promise<Boards> {
  const skipped: Skipped[] = [];
  try {
    const boards = parseEach(await client.boards(projectKey), Board, "site, board", skipped);
    return { boards: boards.sort((a, b) => a.id - b.id), quiet: new Set(), skipped };
  } catch (error) {
    if (!hasCode(error, "jira-forbidden") && !hasCode(error, "jira-not-found")) throw error;
    return { boards: [], quiet: new Set(), skipped: [{ id: "site, boards", reason: `sprints are read from the issues only: ${error.message}` }] };
  }
}

/**
 * The sprints of the boards by id. After the first read only open ones are asked for, and all of them again as soon as one that
 * was open is not among them any more.
 */
export async function readSprints(
  client: JiraClient,
  { boards, quiet }: Boards,
  openBefore: readonly number[] | null,
  skipped: Skipped[],
): Promise<Map<number, Sprint>> {
  if (openBefore) {
    const noted: Skipped[] = [];
    const open = await readOfBoards("active,future", noted);
    if (openBefore.every((id) => open.has(id))) {
      skipped.push(...noted);
      return open;
    }
  }
  quiet.clear();
  return readOfBoards(null, skipped);

  async function readOfBoards(states: string | null, unreadable: Skipped[]): Promise<Map<number, Sprint>> {
    const sprints = new Map<number, Sprint>();
    for (const board of boards) {
      if (board.type === "kanban" || quiet.has(board.id)) continue;
      const found = parseEach(await sprintsOfBoard(client, board, states), SprintBody, "sprint", unreadable).map(toSprint);
      for (const sprint of found) sprints.set(sprint.id, sprint);
      if (found.every((sprint) => sprint.state === "closed")) quiet.add(board.id);
    }
    return sprints;
  }
}

/** A team-managed board ("simple") may have sprints or not, and says so only by refusing the question. */
async function sprintsOfBoard(client: JiraClient, board: Board, states: string | null): Promise<unknown[]> {
  try {
    return await client.sprints(board.id, states);
  } catch (error) {
    if (board.type !== "scrum" && hasCode(error, "jira-bad-request")) return [];
    throw error;
  }
}
