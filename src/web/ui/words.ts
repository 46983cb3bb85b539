const lists = new Intl.ListFormat("en-GB", { type: "conjunction" });
const numbers = new Intl.NumberFormat("en-GB");

/** "1 item", "2 items", "0 items". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${numbers.format(n)} ${n === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(items: readonly string[]): string {
  return lists.format(items);
}

/** "First. Second 1.0." as "First." and "Second 1.0.". */
export function sentences(text: string): string[] {
  return text.split(/(?<=[.!?])\s+(?=[\p{Lu}\d“"])/u);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
