import { TextField } from "./text-field.tsx";

export function ZoneField({ value, error, onChange }: { value: string; error: string | null; onChange: (zone: string) => void }) {
  return (
    <TextField
      name="timeZone"
      label="Time zone"
      hint="Days of the project begin and end in this zone, such as Europe/Berlin."
      value={value}
      error={error}
      choices={Intl.supportedValuesOf("timeZone")}
      onChange={onChange}
    />
  );
}
