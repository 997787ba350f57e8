import { Button } from '@kubed/components';
import React, { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import styled from 'styled-components';
import type { Place } from '../../kernel/place';
import { useWork } from '../../kernel/ui/dialogs';
import { ChoiceField, TextField } from '../../kernel/ui/fields';
import { Block, Grid, PageHead, Row } from '../../kernel/ui/layout';
import { Await, EmptyPane, FailureOf, Notices } from '../../kernel/ui/panes';
import { MINUTES, type Span } from './address';
import { exportLines, LEVELS, type FoundLine, type LineFilter, type Range } from './api';
import { t } from './locales';
import { LogHistogram } from './LogHistogram';
import { LogLinks } from './LogLinks';
import { useFollowed, useHistogram, useLines, useLinks } from './useLogs';

const NAMES = ['application', 'run', 'pod', 'container'] as const;

const Screen = styled.div`
  max-height: 560px;
  overflow: auto;
  background: ${props => props.theme.palette['accents_9']};
  color: #f9fbfd;
  font: 12px/20px Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  border-radius: 4px;
  padding: 8px 12px;
  > div { white-space: pre-wrap; overflow-wrap: anywhere; }
  > div > span { color: #abb4be; }
  > div[data-level='error'], > div[data-level='fatal'] { color: #ff9b94; }
`;

interface Asked {
  filter: LineFilter;
  span: Span;
  range: Range;
}

function rangeOf(span: Span): Range {
  const now = Date.now();
  return { from: new Date(now - MINUTES[span] * 60_000).toISOString(), to: new Date(now).toISOString() };
}

/** Looks into the logs of a place. What is asked for stands in the address, so that it can be handed on. */
export function LogsPage({ place }: { place: Place }) {
  const [address, setAddress] = useSearchParams();
  const [asked, setAsked] = useState<Asked>(() => {
    const value = (name: string) => address.get(name) ?? '';
    const span = (Object.keys(MINUTES) as Span[]).find(one => one === value('span')) ?? 'hours1';
    const filter = { application: value('application'), run: value('run'), pod: value('pod'), container: value('container'), level: value('level'), text: value('text') };
    return { filter, span, range: rangeOf(span) };
  });
  const [isFollowing, setFollowing] = useState(false);
  const ask = (filter: LineFilter, span: Span) => {
    setAddress(Object.fromEntries(Object.entries({ ...filter, span }).filter(([, value]) => value)), { replace: true });
    setAsked({ filter, span, range: rangeOf(span) });
  };
  const saving = useWork();
  return (
    <>
      <PageHead title={t('title')} text={t('text')}>
        {isFollowing && <span aria-live="polite">● {t('following')}</span>}
        <Button onClick={() => setFollowing(!isFollowing)}>{t(isFollowing ? 'stopFollowing' : 'follow')}</Button>
        <Button loading={saving.isBusy} onClick={() => saving.run(() => exportLines(place, asked.filter, asked.range))}>{t('export')}</Button>
      </PageHead>
      <FailureOf of={saving} />
      <Question asked={asked} onAsk={ask} />
      {isFollowing ? <Followed place={place} filter={asked.filter} /> : <Found place={place} asked={asked} />}
    </>
  );
}

function Question({ asked, onAsk }: { asked: Asked; onAsk: (filter: LineFilter, span: Span) => void }) {
  const [filter, setFilter] = useState(asked.filter);
  const [span, setSpan] = useState(asked.span);
  const levels = [{ value: '', label: t('anyLevel') }, ...LEVELS.map(level => ({ value: level, label: level }))];
  const spans = (Object.keys(MINUTES) as Span[]).map(value => ({ value, label: t(value) }));
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    onAsk(filter, span);
  };
  return (
    <Block>
      <form role="search" aria-label={t('search')} onSubmit={submit}>
        <Grid min={180}>
          {NAMES.map(name => (
            <TextField key={name} label={t(name)} value={filter[name]} onChange={value => setFilter({ ...filter, [name]: value })} />
          ))}
          <ChoiceField label={t('level')} value={filter.level} choices={levels} onChange={level => setFilter({ ...filter, level })} />
          <ChoiceField label={t('range')} value={span} choices={spans} onChange={value => setSpan(value as Span)} />
          <TextField label={t('words')} hint={t('wordsHint')} value={filter.text} onChange={text => setFilter({ ...filter, text })} />
        </Grid>
        <Row><Button type="submit" color="secondary">{t('find')}</Button></Row>
      </form>
    </Block>
  );
}

function Found({ place, asked }: { place: Place; asked: Asked }) {
  const lines = useLines(place, asked.filter, asked.range);
  const histogram = useHistogram(place, asked.filter, asked.range);
  return (
    <>
      {place.kind === 'project' && <Elsewhere namespace={place.namespace} asked={asked} />}
      {histogram.data && histogram.data.buckets.length > 0 && <LogHistogram histogram={histogram.data} />}
      <Await of={lines}>
        {({ pages }) => {
          const found = pages.flatMap(page => page.items);
          return (
            <>
              <Notices of={pages[0]?.notices ?? []} />
              {found.length === 0 ? <EmptyPane title={t('noLines')} text={t('noLinesText')} /> : <Lines lines={found} />}
              {lines.hasNextPage && <Button variant="text" loading={lines.isFetchingNextPage} onClick={() => void lines.fetchNextPage()}>{t('more')}</Button>}
            </>
          );
        }}
      </Await>
    </>
  );
}

function Elsewhere({ namespace, asked }: { namespace: string; asked: Asked }) {
  const links = useLinks(namespace, asked.filter, asked.range).data ?? [];
  return links.length === 0 ? null : <Block><LogLinks links={links} /></Block>;
}

function Followed({ place, filter }: { place: Place; filter: LineFilter }) {
  const followed = useFollowed(place, filter, true);
  return (
    <>
      <FailureOf of={followed} />
      <Lines lines={followed.lines} />
    </>
  );
}

function Lines({ lines }: { lines: FoundLine[] }) {
  return (
    <Screen role="log" aria-label={t('listLabel')} aria-live="off" tabIndex={0}>
      {lines.map(line => (
        <div key={line.id} data-level={line.level?.toLowerCase()}><span>{line.time} {line.pod}/{line.container} </span>{line.text}</div>
      ))}
    </Screen>
  );
}
