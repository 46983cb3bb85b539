import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef, type RefObject } from "react";

/** After a page change the focus goes to the new content, unless what the reader used to get there is still in it. */
export function useFocusOnNavigation(): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}

/**
 * The page follows the facts, so what has the focus may vanish under it: a button whose work is done, a line that is no
 * longer true. What still stands around it takes the focus then, and the reader goes on from there, not from the top.
 */
export function useFocusKept(): void {
  useEffect(() => {
    let path: HTMLElement[] = [];
    const remember = ({ target }: FocusEvent) => {
      path = target instanceof HTMLElement ? pathOf(target) : [];
    };
    const observer = new MutationObserver(() => {
      const [held] = path;
      if (!held || held.isConnected) return;
      const around = path.find((element) => element.isConnected && element.checkVisibility());
      path = [];
      if (!around || document.activeElement !== document.body) return;
      if (!around.hasAttribute("tabindex")) around.tabIndex = -1;
      around.focus({ preventScroll: true });
    });
    document.addEventListener("focusin", remember);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", remember);
      observer.disconnect();
    };
  }, []);
}

/** The element and what it stands in, the page's main part outermost; empty outside of that. */
function pathOf(element: HTMLElement): HTMLElement[] {
  const path: HTMLElement[] = [];
  for (let at: HTMLElement | null = element; at; at = at.parentElement) {
    path.push(at);
    if (at.tagName === "MAIN") return path;
  }
  return [];
}
