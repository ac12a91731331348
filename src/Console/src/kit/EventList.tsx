import { useTranslation } from 'react-i18next';
import { dayShort } from '@/app/format';
import classes from './EventList.module.css';
import type { DatedEvent } from './events';

/** What happened while a line was drawn: the numbers stand on the chart too. */
export function EventList({ events }: { events: readonly { event: DatedEvent; number: number }[] }) {
  const { t } = useTranslation();
  return events.length === 0 ? null : (
    <ol className={classes.events} aria-label={t('chart.events')}>
      {events.map(({ event, number }) => (
        <li key={`${number} ${event.on}`}>
          <span className={classes.number}>{number}</span>
          <time dateTime={event.on}>{dayShort(event.on)}</time>
          <span>{event.words}</span>
        </li>
      ))}
    </ol>
  );
}
