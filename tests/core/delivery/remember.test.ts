import { expect, test } from "vitest";
import { remember } from "#core/delivery/remember.ts";

test("what was asked lately is computed once, and what was not is forgotten", () => {
  const computed: number[] = [];
  const square = remember(2, String, (number: number) => {
    computed.push(number);
    return number * number;
  });
  expect([1, 2, 1, 3, 1, 2].map(square)).toEqual([1, 4, 1, 9, 1, 4]);
  expect(computed).toEqual([1, 2, 3, 2]);
});
