/** Who has it, or that nobody has. */
export function Owner({ name }: { name: string | null }) {
  if (name === null) return "No owner.";
  return (
    <>
      Owner: <bdi>{name}</bdi>.
    </>
  );
}
