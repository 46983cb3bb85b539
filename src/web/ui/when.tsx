import type { Day, Instant } from "#core/time.ts";
import { useTimes } from "#web/shell/time.tsx";
import { dayAt, dayDistanceText, dayText, distanceText, instantText } from "./dates.ts";

/** How long ago something was, or how far off where it is not `past`; the exact time is its title. */
export function When({ at, clock = "product", past = true }: { at: Instant; clock?: "product" | "real"; past?: boolean }) {
  const { realMs, productMs, zone } = useTimes();
  const exact = instantText(at, zone);
  const shown = clock === "real" ? realMs : productMs;
  // What is past has happened, even where the page's idea of the time is a little behind.
  const now = past && shown !== null ? Math.max(shown, Date.parse(at)) : shown;
  return (
    <time dateTime={at} title={`${exact} (${zone})`} className="whitespace-nowrap">
      {now === null ? exact : distanceText(at, now)}
    </time>
  );
}

/** The exact time on the zone's clock. */
export function At({ at }: { at: Instant }) {
  const { zone } = useTimes();
  return (
    <time dateTime={at} title={zone}>
      {instantText(at, zone)}
    </time>
  );
}

/** A calendar day; `distance` adds how far off it is. */
export function OnDay({ day, distance = false }: { day: Day; distance?: boolean }) {
  const { productMs, zone } = useTimes();
  return (
    <time dateTime={day}>
      {dayText(day)}
      {distance && productMs !== null ? ` (${dayDistanceText(day, dayAt(productMs, zone))})` : null}
    </time>
  );
}
