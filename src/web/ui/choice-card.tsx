import type { ReactNode, Ref } from "react";

type Props = { name: string; value: string; checked: boolean; onChoose: () => void; title: ReactNode; children: ReactNode; ref?: Ref<HTMLInputElement> };

/** One answer of several, with what it means; a radio button whose whole card can be pressed. */
export function ChoiceCard({ name, value, checked, onChoose, title, children, ref }: Props) {
  return (
    <label className="flex cursor-pointer gap-3 rounded-lg border border-control bg-surface p-4 has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
      <input ref={ref} type="radio" name={name} value={value} checked={checked} onChange={onChoose} className="mt-1 size-4 shrink-0 outline-none" />
      <span className="min-w-0">
        <span className="block font-semibold">{title}</span>
        <span className="block">{children}</span>
      </span>
    </label>
  );
}
