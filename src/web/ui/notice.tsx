import { CircleCheck, Info, OctagonAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const tones = {
  info: { Icon: Info, tone: "bg-accent-wash border-accent" },
  good: { Icon: CircleCheck, tone: "bg-good-wash border-good" },
  warn: { Icon: TriangleAlert, tone: "bg-warn-wash border-warn" },
  bad: { Icon: OctagonAlert, tone: "bg-bad-wash border-bad" },
};

/** A remark that stands out from the text around it. `alert` has a screen reader say it at once. */
export function Notice({ tone = "info", alert = false, children }: { tone?: keyof typeof tones; alert?: boolean; children: ReactNode }) {
  const { Icon, tone: colours } = tones[tone];
  return (
    <div role={alert ? "alert" : undefined} className={`flex gap-3 rounded-md border-s-4 px-4 py-3 text-sm ${colours}`}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 space-y-2">{children}</div>
    </div>
  );
}
