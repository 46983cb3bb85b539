/** A pure function that remembers its latest answers, by a text that says all its input does. */
export function remember<Input, Result>(most: number, keyOf: (input: Input) => string, compute: (input: Input) => Result): (input: Input) => Result {
  const known = new Map<string, { result: Result }>();
  return (input) => {
    const key = keyOf(input);
    const held = known.get(key) ?? { result: compute(input) };
    known.delete(key);
    known.set(key, held);
    for (const oldest of known.keys()) {
      if (known.size <= most) break;
      known.delete(oldest);
    }
    return held.result;
  };
}
