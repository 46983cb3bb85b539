import type { Condition, Json } from "#core/ports.ts";
import { holds } from "#store/evaluate.ts";
import { table } from "#store/table.ts";

/** The names and values an expression refers to; never written into its text. */
export type Placeholders = {
  name(attribute: string): string;
  value(value: Json): string;
  /** As a request wants them: left out where there are none. */
  attributes(): { ExpressionAttributeNames?: Record<string, string>; ExpressionAttributeValues?: Record<string, Json> };
};

export function createPlaceholders(): Placeholders {
  const names = new Map<string, string>();
  const values: Json[] = [];
  return {
    name(attribute) {
      const known = names.get(attribute) ?? `#n${names.size}`;
      names.set(attribute, known);
      return known;
    },
    value(value) {
      values.push(value);
      return `:v${values.length - 1}`;
    },
    attributes: () => ({
      ...(names.size > 0 && { ExpressionAttributeNames: Object.fromEntries([...names].map(([attribute, name]) => [name, attribute])) }),
      ...(values.length > 0 && { ExpressionAttributeValues: Object.fromEntries(values.map((value, at) => [`:v${at}`, value])) }),
    }),
  };
}

type Operator = "NOT" | "AND" | "OR";

/** A condition on the attributes as they are stored. DynamoDB refuses a bracket too many, so none is written that is not needed. */
export function expressionOf(condition: Condition, { name, value }: Placeholders): string {
  function compile(part: Condition, within: Operator): string {
    if ("and" in part) return joined(part.and, "AND", within);
    if ("or" in part) return joined(part.or, "OR", within);
    if ("not" in part) return "not" in part.not ? compile(part.not.not, within) : `NOT ${compile(part.not, "NOT")}`;
    if ("exists" in part) return `attribute_exists(${name(part.exists)})`;
    if ("absent" in part) return `attribute_not_exists(${name(part.absent)})`;
    if ("equals" in part) return `${name(part.equals[0])} = ${value(part.equals[1])}`;
    if ("less" in part) return `${name(part.less[0])} < ${value(part.less[1])}`;
    if ("atMost" in part) return `${name(part.atMost[0])} <= ${value(part.atMost[1])}`;
    const [attribute, candidates] = part.oneOf;
    return `${name(attribute)} IN (${candidates.map(value).join(", ")})`;
  }

  /** NOT binds more closely than AND, and AND than OR. */
  function joined(parts: readonly Condition[], connector: "AND" | "OR", within: Operator): string {
    const [only, second] = parts;
    if (only !== undefined && second === undefined) return compile(only, within);
    const text = parts.map((part) => compile(part, connector)).join(` ${connector} `);
    return within === "NOT" || (within === "AND" && connector === "OR") ? `(${text})` : text;
  }

  return compile(condition, "OR");
}

/**
 * A condition that takes an item which has expired at `now` (epoch seconds) for absent, though DynamoDB still has it.
 * What holds for an absent item holds for an expired one whatever it contains, and what does not, does not.
 */
export function conditionExpression(condition: Condition, now: number, placeholders: Placeholders): string {
  const timeToLive = table.timeToLive;
  const expired: Condition = { atMost: [timeToLive, now] };
  const guarded: Condition = holds(condition, null) ? { or: [expired, condition] } : { and: [{ not: expired }, condition] };
  return expressionOf(guarded, placeholders);
}
