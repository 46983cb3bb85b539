/** What a document says, without the day it says it for: a new day alone is no new version. */
export function substance(content: object | null): string {
  return JSON.stringify(content, (name, value: unknown) => (name === "asOf" ? undefined : value));
}
