import { Timeline } from 'antd';
import type { ReactNode } from 'react';
import { useFormat } from './use-format';

export interface TimelineEvent {
  id: string;
  at: string;
  who: string | null;
  title: ReactNode;
  detail?: ReactNode;
}

/** Newest first, as the API gives it: what, who, when, and the text people wrote. */
export function EventTimeline({ events }: { events: TimelineEvent[] }) {
  const { time } = useFormat();
  return (
    <Timeline
      items={events.map((event) => ({
        key: event.id,
        content: (
          <div>
            <div>{event.title}</div>
            <div className="quiet">{event.who && `${event.who} · `}<time dateTime={event.at}>{time(event.at)}</time></div>
            {event.detail}
          </div>
        ),
      }))}
    />
  );
}
