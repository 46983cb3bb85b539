import type { Escalation } from "#core/entities/escalation.ts";
import { useTimes } from "#web/shell/time.tsx";
import { dayAt } from "#web/ui/dates.ts";
import { OnDay } from "#web/ui/when.tsx";

/** What happens, and from which day, when the user does not answer. */
export function SilenceMeans({ escalation }: { escalation: Escalation }) {
  const { productMs, zone } = useTimes();
  const option = escalation.options.find(({ id }) => id === escalation.defaultOption);
  const past = productMs !== null && dayAt(productMs, zone) >= escalation.defaultOn;
  const day = <OnDay day={escalation.defaultOn} distance />;
  return (
    <>
      {past ? <>No answer came by {day}, so this holds until you say otherwise: </> : <>Decide by {day}. If you say nothing: </>}
      <strong>{option?.label ?? escalation.defaultOption}</strong>
      {option ? `. ${option.consequence}` : null}
    </>
  );
}
