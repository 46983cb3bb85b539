import { capital } from "#web/ui/words.ts";

type Props = {
  name: string;
  label: string;
  hint: string;
  value: string;
  error: string | null;
  /** Offered while typing; anything may be typed. */
  choices?: readonly string[];
  onChange: (value: string) => void;
};

export function TextField({ name, label, hint, value, error, choices, onChange }: Props) {
  return (
    <div className="space-y-1">
      <label htmlFor={name} className="font-semibold">
        {label}
      </label>
      <p id={`${name}-hint`} className="text-sm text-muted">
        {hint}
      </p>
      <input
        id={name}
        name={name}
        type="text"
        autoComplete="off"
        required
        value={value}
        list={choices ? `${name}-choices` : undefined}
        aria-invalid={error !== null}
        aria-describedby={error === null ? `${name}-hint` : `${name}-hint ${name}-error`}
        onChange={(event) => onChange(event.target.value)}
        className="field"
      />
      {error === null ? null : (
        <p id={`${name}-error`} className="text-sm font-semibold text-bad">
          {capital(error)}
        </p>
      )}
      {choices ? (
        <datalist id={`${name}-choices`}>
          {choices.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      ) : null}
    </div>
  );
}
