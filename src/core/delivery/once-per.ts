/** A pure function that computes once for each object it is given and then remembers, for as long as the object lives. */
export function oncePer<Input extends object, Result>(compute: (input: Input) => Result): (input: Input) => Result {
  const known = new WeakMap<Input, { result: Result }>();
  return (input) => {
    let held = known.get(input);
    if (!held) {
      held = { result: compute(input) };
      known.set(input, held);
    }
    return held.result;
  };
}
