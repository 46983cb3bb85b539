import { dayInSentence } from "./dates.ts";

/** Between the first mark and the last one: what is quoted may hold quotes of its own. */
const QUOTED = /(?<=[“"])(.+)(?=[”"])/s;
const DAY = /(?<![\w-])(\d{4}-\d{2}-\d{2})(?![\w-])/;

/**
 * A sentence of the agent's. Its days are written as a person would; what it quotes from outside stays to the letter and,
 * whichever way it is written, cannot turn the words around it.
 */
export function Prose({ text }: { text: string }) {
  return text.split(QUOTED).map((part, index) =>
    index % 2 === 1 ? (
      <bdi key={index}>{part}</bdi>
    ) : (
      <Own key={index} text={part} />
    ),
  );
}

function Own({ text }: { text: string }) {
  return text.split(DAY).map((part, index) =>
    index % 2 === 1 ? (
      <time key={index} dateTime={part} className="whitespace-nowrap">
        {dayInSentence(part)}
      </time>
    ) : (
      part
    ),
  );
}
