import type { Escalation } from "#core/entities/escalation.ts";
import { DecideBy } from "./decide-by.tsx";

/** What happens, and from which day, when the user does not answer; what that means is said at the option itself. */
export function SilenceMeans({ escalation }: { escalation: Escalation }) {
  const option = escalation.options.find(({ id }) => id === escalation.defaultOption);
  return (
    <>
      <DecideBy escalation={escalation} />. If you say nothing: <strong>{option?.label ?? escalation.defaultOption}</strong>.
    </>
  );
}
