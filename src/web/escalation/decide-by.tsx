import type { Escalation } from "#core/entities/escalation.ts";
import { useTimes } from "#web/shell/time.tsx";
import { dayAt } from "#web/ui/dates.ts";
import { OnDay } from "#web/ui/when.tsx";

/** Until when an answer is asked for, or since when the default holds for want of one. */
export function DecideBy({ escalation }: { escalation: Escalation }) {
  const { productMs, zone } = useTimes();
  const past = productMs !== null && dayAt(productMs, zone) >= escalation.defaultOn;
  const day = <OnDay day={escalation.defaultOn} distance />;
  return past ? <>No answer came by {day}</> : <>Decide by {day}</>;
}
