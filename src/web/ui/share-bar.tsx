const WIDTH = 100;

/** How a whole is divided, drawn; the words beside it say the same, so it is hidden from screen readers. */
export function ShareBar({ parts }: { parts: readonly { size: number; fill: string }[] }) {
  const whole = parts.reduce((sum, part) => sum + part.size, 0);
  if (whole === 0) return null;
  const starts = parts.map((_, index) => (parts.slice(0, index).reduce((sum, part) => sum + part.size, 0) / whole) * WIDTH);
  return (
    <svg aria-hidden viewBox={`0 0 ${WIDTH} 4`} preserveAspectRatio="none" className="block h-2.5 w-full rounded-sm bg-sunken">
      {parts.map((part, index) => (
        <rect key={part.fill} x={starts[index]} width={(part.size / whole) * WIDTH} height={4} className={part.fill} />
      ))}
    </svg>
  );
}
