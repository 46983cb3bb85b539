/** FNV-1a over UTF-16 units, 32 bits: the same text gives the same seed on every machine. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Step of the counter that `scramble` turns into pseudo-random numbers (mulberry32). */
export const seedStep = 0x6d2b79f5;

/** One pseudo-random unsigned 32-bit number from a counter: the output function of mulberry32. Good for simulation, never for secrets. */
export function scramble(counter: number): number {
  let mixed = Math.imul(counter ^ (counter >>> 15), counter | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return (mixed ^ (mixed >>> 14)) >>> 0;
}
