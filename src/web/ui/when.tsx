import type { Day, Instant } from "#core/time.ts";
import { useTimes } from "#web/shell/time.tsx";
import { dayAt, dayDistanceText, dayText, distanceText, instantText } from "./dates.ts";

/** How long ago something was, or for the real clock how far off; the exact time is its title. */
export function When({ at, clock = "product" }: { at: Instant; clock?: "product" | "real" }) {
  const { realMs, productMs, zone } = useTimes();
  const exact = instantText(at, zone);
  // What is dated in product time has happened, even where the page's idea of that time is a little behind.
  const product = productMs && Math.max(productMs, Date.parse(at));
  const now = clock === "real" ? realMs : product;
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
