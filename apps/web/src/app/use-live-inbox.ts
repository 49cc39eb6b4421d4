import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { openEvents } from '../api/client';
import { useSession } from './session';

const AGAIN_MS = 60_000;

/**
 * Refreshes what shows notices as soon as the server says that there is something. Only a window in sight listens: over
 * HTTP/1.1 a browser has six connections to a server, and as many open tabs would take them all.
 * @returns whether it is listening; whoever shows notices asks by itself otherwise
 */
export function useLiveInbox(): boolean {
  const cache = useQueryClient();
  const { position } = useSession();
  const [live, setLive] = useState(false);

  useEffect(() => {
    let events: EventSource | undefined;
    let again: number | undefined;
    const refresh = () => void cache.invalidateQueries({ predicate: ({ queryKey }) => ['notifications', 'todos'].includes(String(queryKey[0])) });
    const heard = ({ data }: MessageEvent<string>) => {
      const { unread } = JSON.parse(data) as { unread: number };
      const known = cache.getQueryData<{ total: number }>(['notifications', true])?.total;
      if (known !== undefined && known !== unread) refresh();
    };
    const close = () => {
      clearTimeout(again);
      events?.close();
      events = undefined;
      setLive(false);
    };
    const open = () => {
      if (document.hidden || events) return;
      events = openEvents();
      events.onopen = () => setLive(true);
      events.addEventListener('inbox', heard);
      events.onerror = () => {
        setLive(false);
        if (events?.readyState !== EventSource.CLOSED) return;
        // Refused and not only lost. Asking in the usual way tells why, and shows the sign-in page if that is it.
        close();
        refresh();
        again = window.setTimeout(open, AGAIN_MS);
      };
    };
    const turn = () => (document.hidden ? close() : open());
    document.addEventListener('visibilitychange', turn);
    turn();
    return () => {
      document.removeEventListener('visibilitychange', turn);
      close();
    };
  }, [cache, position.id]);

  return live;
}
