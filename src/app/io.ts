/** Where a command writes: results to `out`, progress and complaints to `err`. */
export type Io = { out: (text: string) => void; err: (text: string) => void };
