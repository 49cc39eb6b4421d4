import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  /** A new one is brought into sight again. */
  of: unknown;
  children: ReactNode;
}

/** A warning above a long form is of no use to somebody at its foot: it is scrolled to where it can be read. */
export function InSight({ of, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Braces, because newer browsers return a promise here and an effect may not.
    void box.current?.scrollIntoView({ block: 'nearest' });
  }, [of]);
  return <div ref={box} className="in-sight">{children}</div>;
}
