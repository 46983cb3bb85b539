import type { AutonomyLevel } from "#core/entities/project.ts";
import { autonomyLevels, autonomyWords } from "#web/project/autonomy-words.ts";
import { ChoiceCard } from "#web/ui/choice-card.tsx";

export function AutonomyChoice({ value, onChange }: { value: AutonomyLevel; onChange: (level: AutonomyLevel) => void }) {
  return (
    <fieldset className="space-y-2">
      <legend className="font-semibold">Autonomy level</legend>
      <p className="text-sm text-muted">How much the agent may do alone. Only you can change it.</p>
      {autonomyLevels.map((level) => (
        <ChoiceCard key={level} name="autonomy" value={level} checked={value === level} onChoose={() => onChange(level)} title={autonomyWords[level].name}>
          {autonomyWords[level].alone} {autonomyWords[level].rest}
        </ChoiceCard>
      ))}
    </fieldset>
  );
}
