import { useSyncExternalStore } from "react";

const print = window.matchMedia("print");

function subscribe(changed: () => void): () => void {
  print.addEventListener("change", changed);
  return () => print.removeEventListener("change", changed);
}

/** True while the page is laid out for paper, where nothing can be unfolded. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => print.matches);
}
