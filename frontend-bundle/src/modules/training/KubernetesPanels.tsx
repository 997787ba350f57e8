import React from 'react';
import { formatAge, formatTime } from '../../kernel/format';
import { Block, Plain } from '../../kernel/ui/layout';
import { Await, EmptyPane } from '../../kernel/ui/panes';
import { t } from './locales';
import { useEvents, useWorkers } from './useTrainingJobs';

interface Props {
  namespace: string;
  name: string;
  isLive: boolean;
}

/** The pods of a run, by rank. */
export function WorkersPanel({ namespace, name, isLive }: Props) {
  const workers = useWorkers(namespace, name, isLive);
  return (
    <Block>
      <Await of={workers}>
        {({ items }) => items.length === 0
          ? <EmptyPane title={t('noWorkers')} text={t('noWorkersText')} />
          : (
            <Plain aria-label={t('workers')}>
              <thead>
                <tr>
                  <th>{t('rank')}</th><th>{t('pod')}</th><th>{t('phase')}</th><th>{t('state')}</th><th>{t('node')}</th>
                  <th>{t('restarts')}</th><th>{t('exitCode')}</th><th>{t('started')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map(worker => (
                  <tr key={worker.pod}>
                    <td>{worker.rank}</td><td>{worker.pod}</td><td>{worker.phase}</td><td>{worker.state}</td><td>{worker.node ?? '–'}</td>
                    <td>{worker.restarts}</td><td>{worker.exitCode ?? '–'}</td><td>{formatTime(worker.startedAt)}</td>
                  </tr>
                ))}
              </tbody>
            </Plain>
          )}
      </Await>
    </Block>
  );
}

/** What Kubernetes says about a run, the newest first. */
export function EventsPanel({ namespace, name, isLive }: Props) {
  const events = useEvents(namespace, name, isLive);
  return (
    <Block>
      <Await of={events}>
        {({ items }) => items.length === 0
          ? <EmptyPane title={t('noEvents')} text={t('noEventsText')} />
          : (
            <Plain aria-label={t('events')}>
              <thead>
                <tr><th>{t('time')}</th><th>{t('type')}</th><th>{t('reason')}</th><th>{t('object')}</th><th>{t('message')}</th><th>{t('count')}</th></tr>
              </thead>
              <tbody>
                {[...items].reverse().map((event, index) => (
                  <tr key={index}>
                    <td title={formatTime(event.time)}>{formatAge(event.time)}</td><td>{event.type}</td><td>{event.reason}</td>
                    <td>{event.object}</td><td>{event.message}</td><td>{event.count}</td>
                  </tr>
                ))}
              </tbody>
            </Plain>
          )}
      </Await>
    </Block>
  );
}
