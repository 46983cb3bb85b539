import { createContext, useContext, useState, type ReactNode } from "react";

const Announce = createContext<(message: string) => void>(() => {});

/** Has a screen reader say something once it has finished its sentence. For what changed elsewhere on the page; use sparingly. */
export function useAnnounce(): (message: string) => void {
  return useContext(Announce);
}

export function Announcer({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState("");
  return (
    <Announce value={setMessage}>
      {children}
      <div role="status" className="sr-only">
        {message}
      </div>
    </Announce>
  );
}
