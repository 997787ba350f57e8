import React from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { formatTime } from '../../kernel/format';
import { projectPath, type Place } from '../../kernel/place';
import { Block, Facts, Mono, Muted, PageHead, Plain, TabBar } from '../../kernel/ui/layout';
import { noticed } from '../../kernel/notices';
import { Await, EmptyPane, Notices } from '../../kernel/ui/panes';
import { logsNaming } from '../observability';
import type { Notice, Trace, TraceList, Wanted } from './api';
import { FilterForm } from './FilterForm';
import { formatMicros } from './figures';
import { GraphPanel } from './GraphPanel';
import { t } from './locales';
import { runsOf } from './rows';
import { useServiceGraph, useTrace, useTraceList } from './useTraces';
import { Waterfall } from './Waterfall';

const FIELDS: Array<keyof Wanted> = ['service', 'operation', 'application', 'run', 'minDuration', 'error', 'hours'];

/** Call chains of a place; what is looked for, and which one is looked at, the address says. */
export function TracesPage({ place }: { place: Place }) {
  const [search, setSearch] = useSearchParams();
  const wanted = Object.fromEntries(FIELDS.map(field => [field, search.get(field) ?? ''])) as unknown as Wanted;
  const id = search.get('trace');
  const view = search.get('view') === 'graph' ? 'graph' : 'list';
  const addressOf = (changes: Record<string, string>) => {
    const next = new URLSearchParams(search);
    Object.entries(changes).forEach(([name, value]) => (value ? next.set(name, value) : next.delete(name)));
    return `?${next.toString()}`;
  };
  if (id) {
    return <OneTrace place={place} id={id} back={addressOf({ trace: '' })} />;
  }
  return (
    <>
      <PageHead title={t('title')} text={t('text')} />
      <TabBar
        label={t('views')}
        tabs={[{ id: 'list', title: t('list') }, { id: 'graph', title: t('graph') }]}
        active={view}
        pathOf={one => addressOf({ view: one === 'graph' ? 'graph' : '' })}
      />
      <FilterForm key={search.toString()} wanted={wanted} onFind={next => setSearch(addressOf({ ...next }))} />
      {view === 'graph'
        ? <Graph place={place} wanted={wanted} />
        : <List place={place} wanted={wanted} addressOf={trace => addressOf({ trace })} />}
    </>
  );
}

function NoServer({ notices }: { notices: Notice[] }) {
  return <EmptyPane title={t('noServer')} text={notices.map(notice => noticed(notice.message)).join(' ')} />;
}

function Graph({ place, wanted }: { place: Place; wanted: Wanted }) {
  const graph = useServiceGraph(place, wanted);
  return (
    <Await of={graph}>
      {found => (found.source === undefined ? <NoServer notices={found.notices} /> : <><Notices of={found.notices} /><GraphPanel graph={found} /></>)}
    </Await>
  );
}

function List({ place, wanted, addressOf }: { place: Place; wanted: Wanted; addressOf: (trace: string) => string }) {
  const list = useTraceList(place, wanted);
  return (
    <Await of={list}>
      {found => (found.source === undefined
        ? <NoServer notices={found.notices} />
        : <><Notices of={found.notices} /><Lines list={found} addressOf={addressOf} /></>)}
    </Await>
  );
}

function Lines({ list, addressOf }: { list: TraceList; addressOf: (trace: string) => string }) {
  if (list.items.length === 0) {
    return <EmptyPane title={t('noTraces')} text={t('noTracesText')} />;
  }
  return (
    <Block>
      <Plain aria-label={t('list')}>
        <thead>
          <tr><th>{t('operation')}</th><th>{t('services')}</th><th>{t('start')}</th><th>{t('duration')}</th><th>{t('spans')}</th></tr>
        </thead>
        <tbody>
          {list.items.map(trace => (
            <tr key={trace.traceId}>
              <td><Link to={addressOf(trace.traceId)}>{trace.service} {trace.operation}</Link></td>
              <td>{trace.services.join(', ')}{trace.crossesProjects && <Muted> {t('crosses')}</Muted>}</td>
              <td>{formatTime(trace.start)}</td>
              <td>{formatMicros(trace.durationMicros)}</td>
              <td>{trace.spans}{trace.failed > 0 && <strong style={{ color: '#ab2f29' }}> {t('failedSpans', { n: trace.failed })}</strong>}</td>
            </tr>
          ))}
        </tbody>
      </Plain>
      {list.more && <Muted>{t('more')}</Muted>}
    </Block>
  );
}

function OneTrace({ place, id, back }: { place: Place; id: string; back: string }) {
  const trace = useTrace(place, id);
  return (
    <>
      <PageHead title={t('trace', { id: id.slice(0, 12) })} text={trace.data && summary(trace.data)} back={{ to: back, label: t('back') }} />
      <Await of={trace}>
        {found => <><Notices of={found.notices} /><Block><Waterfall trace={found} /></Block><LogsPanel trace={found} /></>}
      </Await>
    </>
  );
}

function summary(trace: Trace): string {
  return t('traceText', {
    start: formatTime(trace.start),
    duration: formatMicros(trace.durationMicros),
    spans: trace.spans,
    services: trace.services.length,
  });
}

/** What to look for in which logs; runs that took part keep theirs with them. */
function LogsPanel({ trace }: { trace: Trace }) {
  const { logs } = trace;
  return (
    <Block>
      <h2>{t('logs')}</h2>
      <Facts
        of={[
          [t('traceId'), <Mono key="id">{logs.traceId}</Mono>],
          [t('when'), `${formatTime(logs.from)} – ${formatTime(logs.to)}`],
          [t('pod'), logs.pods.map(({ project, pod }) => `${project}/${pod}`).join(', ')],
          [t('lines'), <TraceLines key="lines" trace={trace} />],
          [t('run'), <RunLogs key="runs" trace={trace} />],
        ]}
      />
    </Block>
  );
}

/** In each project that took part, all lines that name the trace. */
function TraceLines({ trace }: { trace: Trace }) {
  const { logs } = trace;
  return (
    <>
      {[...new Set(logs.pods.map(({ project }) => project))].map(project => (
        <Link key={project} to={logsNaming(project, logs.traceId, logs.from)} style={{ marginRight: 12 }}>{project}</Link>
      ))}
    </>
  );
}

function RunLogs({ trace }: { trace: Trace }) {
  return (
    <>
      {runsOf(trace.rows).map(({ project, run }) => (
        <Link key={`${project}/${run}`} to={projectPath(project, 'trainingjobs', run, 'log')} style={{ marginRight: 12 }}>{run}</Link>
      ))}
    </>
  );
}
