import React from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { formatAge } from '../../kernel/format';
import { projectPath, type Place } from '../../kernel/place';
import { explained } from '../../kernel/reasons';
import { currentUser } from '../../kernel/tenancy';
import { Block, Grid, Muted, PageHead, Plain, TabBar } from '../../kernel/ui/layout';
import { Await, EmptyPane, Notices } from '../../kernel/ui/panes';
import { Phase } from '../../kernel/ui/Phase';
import { trainingText, useTrainingJobs } from '../training';
import { saveTable, type MeasureName, type Outlook, type Overview } from './api';
import { BreakdownTable } from './BreakdownTable';
import { isSome } from './figures';
import { HistoryPanel } from './HistoryPanel';
import { FreeBlocksPanel, IdlePanel, Phases, StalledPanel, WaitingPanel } from './JobPanels';
import { t } from './locales';
import { RingCard } from './RingCard';
import { useOverview } from './useOverview';

const LATEST = { page: 1, limit: 10, sortBy: '', ascending: false, name: '', filters: {} };

/** A place in one look, or what is the user's own wherever it is. */
export function OverviewPage({ place }: { place: Place }) {
  const [search] = useSearchParams();
  const isMine = search.get('whose') === 'mine';
  const outlook: Outlook = isMine ? { kind: 'user', user: currentUser() } : place;
  const overview = useOverview(outlook);
  return (
    <>
      <PageHead title={t('title')} text={t('text')}>
        {overview.data && <Muted>{t('asOf', { age: formatAge(overview.data.time) })}</Muted>}
      </PageHead>
      <TabBar
        label={t('whose')}
        tabs={[{ id: 'all', title: t(place.kind) }, { id: 'mine', title: t('mine') }]}
        active={isMine ? 'mine' : 'all'}
        pathOf={id => (id === 'mine' ? '?whose=mine' : '?')}
      />
      <Await of={overview}>{data => <Look overview={data} outlook={outlook} />}</Await>
      {place.kind === 'project' && <Latest namespace={place.namespace} place={place} />}
    </>
  );
}

function Look({ overview, outlook }: { overview: Overview; outlook: Outlook }) {
  const hasCards = overview.rings.some(ring => ring.measure === 'gpu' && isSome(ring.capacity));
  const rings = overview.rings.filter(ring => hasCards || ring.measure === 'cpu' || ring.measure === 'memory');
  const measures: MeasureName[] = rings.map(ring => ring.measure);
  return (
    <>
      <Notices of={overview.notices} />
      <Grid min={290}>{rings.map(ring => <RingCard key={ring.measure} ring={ring} />)}</Grid>
      <Phases phases={overview.phases} namespace={outlook.kind === 'project' ? outlook.namespace : undefined} />
      <WaitingPanel waiting={overview.waiting} />
      <StalledPanel jobs={overview.stalled} />
      {overview.idle.length > 0 && <IdlePanel idle={overview.idle} />}
      {overview.freeBlocks.length > 0 && <FreeBlocksPanel blocks={overview.freeBlocks} />}
      {overview.tables.map(table => (
        <BreakdownTable key={table.by} table={table} measures={measures} onSave={() => void saveTable(outlook, table.by)} />
      ))}
      {overview.source === 'prometheus' && <HistoryPanel outlook={outlook} measures={measures} />}
    </>
  );
}

function Latest({ namespace, place }: { namespace: string; place: Place }) {
  const latest = useTrainingJobs(place, LATEST);
  return (
    <Block style={{ marginTop: 12 }}>
      <h2>{t('latest')}</h2>
      <Await of={latest}>
        {({ items }) => items.length === 0
          ? (
            <EmptyPane
              title={trainingText('emptyTitle')}
              text={trainingText('emptyText')}
              action={<Link to={`${projectPath(namespace, 'trainingjobs')}?create=`}>{trainingText('create')}</Link>}
            />
          )
          : (
            <Plain aria-label={t('latest')}>
              <tbody>
                {items.map(job => {
                  const phase = job.status?.phase ?? 'Queued';
                  return (
                    <tr key={job.metadata.uid}>
                      <td><Link to={projectPath(namespace, 'trainingjobs', job.metadata.name)}>{job.metadata.name}</Link></td>
                      <td><Phase phase={phase} label={trainingText(phase)} /></td>
                      <td><Muted>{explained(job.status?.message ?? '')}</Muted></td>
                      <td>{formatAge(job.metadata.creationTimestamp)}</td>
                    </tr>
                  );
                })}
              </tbody>
            </Plain>
          )}
      </Await>
      <Link to={projectPath(namespace, 'trainingjobs')}>{t('all')}</Link>
    </Block>
  );
}
