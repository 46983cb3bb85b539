import { Link } from "@tanstack/react-router";
import { usePageTitle } from "./page-title.ts";

export function NotFound() {
  usePageTitle("No such page");
  return (
    <div className="space-y-3">
      <h1 className="text-3xl font-semibold">There is no such page</h1>
      <p>The address may be mistyped, or what it named has been archived.</p>
      <Link to="/" className="link target inline-flex items-center">
        Go to Mission Control
      </Link>
    </div>
  );
}
