/** Where a command writes: results to `out`, progress and complaints to `err`. */
export type Io = { out: (text: string) => void; err: (text: string) => void };

/** Exit codes are the same for every command: done, failed, wrong use. */
export const exit = { done: 0, failed: 1, wrongUse: 2 } as const;
export type Exit = (typeof exit)[keyof typeof exit];

export type Command = {
  name: string;
  summary: string;
  /** The whole help text of the command, without its summary. */
  usage: string;
  run: (args: string[], io: Io) => Promise<Exit>;
};
