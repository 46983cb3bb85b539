import { CircleCheck, CircleQuestionMark, OctagonAlert, TriangleAlert } from "lucide-react";
import type { Colour } from "#core/entities/delivery-state.ts";

const marks = {
  green: { Icon: CircleCheck, word: "Green", tone: "bg-good-wash text-good" },
  amber: { Icon: TriangleAlert, word: "Amber", tone: "bg-warn-wash text-warn" },
  red: { Icon: OctagonAlert, word: "Red", tone: "bg-bad-wash text-bad" },
  grey: { Icon: CircleQuestionMark, word: "Unknown", tone: "bg-unsure-wash text-unsure" },
} as const satisfies Record<Colour, unknown>;

/** A colour with its word and its own shape, so that it never speaks by hue alone. */
export function ColourMark({ colour, large = false }: { colour: Colour; large?: boolean }) {
  const { Icon, word, tone } = marks[colour];
  const size = large ? "px-3 py-1 text-lg" : "px-2 py-0.5 text-sm";
  return (
    <span className={`inline-flex items-center gap-1.5 rounded border border-transparent font-semibold whitespace-nowrap ${size} ${tone}`}>
      <Icon aria-hidden className={large ? "size-5" : "size-4"} />
      {word}
    </span>
  );
}
