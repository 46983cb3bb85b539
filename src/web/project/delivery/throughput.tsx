import type { FlowMetrics } from "#core/entities/delivery-state.ts";
import { dayText } from "#web/ui/dates.ts";
import { count } from "#web/ui/words.ts";

const STEP = 14;
const BAR = 10;
const HEIGHT = 48;

/** Finished items a week as bars, and the same numbers as a table for who cannot see them. */
export function Throughput({ weeks }: { weeks: FlowMetrics["throughput"] }) {
  const [first] = weeks;
  const last = weeks.at(-1);
  if (!first || !last) return null;
  const most = Math.max(1, ...weeks.map((week) => week.finished));
  return (
    <figure className="space-y-1">
      <svg aria-hidden viewBox={`0 0 ${weeks.length * STEP} ${HEIGHT}`} className="h-16 max-w-full">
        {weeks.map(({ week, finished }, index) => {
          // A week in which nothing was finished keeps a line, so that it is not taken for a missing one.
          const height = Math.max(1, (finished / most) * HEIGHT);
          return (
            <rect key={week} x={index * STEP} y={HEIGHT - height} width={BAR} height={height} className="fill-accent">
              <title>{`Week of ${dayText(week)}: ${finished}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption className="text-sm text-muted">
        Finished a week, from {dayText(first.week)} on: {count(last.finished, "item")} so far this week, {most} in the best.
      </figcaption>
      <table className="sr-only">
        <caption>Items finished a week</caption>
        <thead>
          <tr>
            <th scope="col">Week of</th>
            <th scope="col">Finished</th>
          </tr>
        </thead>
        <tbody>
          {weeks.map(({ week, finished }) => (
            <tr key={week}>
              <th scope="row">{dayText(week)}</th>
              <td>{finished}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
