import { Button, Input } from '@kubed/components';
import { useVirtualizer } from '@tanstack/react-virtual';
import React, { useEffect, useLayoutEffect, useRef, useState } from 'react';
import styled from 'styled-components';
import { kernelText } from '../../kernel/locales';
import { useWork } from '../../kernel/ui/dialogs';
import { ChoiceField } from '../../kernel/ui/fields';
import { Block, Row, Spacer } from '../../kernel/ui/layout';
import { EmptyPane, LoadingPane, FailureOf } from '../../kernel/ui/panes';
import { downloadLog, searchLog, type LogEntry, type LogSelection } from './api';
import { linesOf } from './logWindow';
import { t } from './locales';
import { useJobLog } from './useJobLog';

const ROW_PX = 20;
const NEAR_ROWS = 50;

const Screen = styled.div`
  height: 480px;
  overflow: auto;
  background: ${props => props.theme.palette['accents_9']};
  color: #f9fbfd;
  font: 12px/${ROW_PX}px Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  border-radius: 4px;
  padding: 8px 12px;
`;

const Line = styled.div`
  position: absolute;
  left: 0;
  white-space: pre;
  height: ${ROW_PX}px;
  &[data-type='gap'] { color: #f5a623; }
  > span { color: #abb4be; user-select: none; }
`;

/** The live log of a job, with search and everything that is archived. */
export function LogPanel({ namespace, name, workers }: { namespace: string; name: string; workers: number }) {
  const [selection, setSelection] = useState<LogSelection>({ worker: '', container: 'node' });
  const log = useJobLog(namespace, name, selection);
  const saving = useWork();
  const containers = [
    { value: 'node', label: t('program') }, { value: 'aip-prepare', label: t('prepare') },
    { value: 'aip-collect', label: t('collect') }, { value: 'all', label: t('allContainers') },
  ];
  const ranks = Array.from({ length: Math.min(workers, 1024) }, (_, rank) => ({ value: String(rank), label: `${t('worker')} ${rank}` }));
  return (
    <Block>
      <Row style={{ alignItems: 'end' }}>
        <div style={{ width: 200 }}>
          <ChoiceField label={t('container')} value={selection.container} choices={containers} onChange={container => setSelection({ ...selection, container })} />
        </div>
        {workers > 1 && (
          <div style={{ width: 160 }}>
            <ChoiceField
              label={t('worker')}
              value={selection.worker}
              choices={[{ value: '', label: t('allWorkers') }, ...ranks]}
              onChange={worker => setSelection({ ...selection, worker })}
            />
          </div>
        )}
        <Spacer />
        {log.state === 'following' && <span aria-live="polite">● {t('following')}</span>}
        {log.state === 'reading' && <Button onClick={log.toEnd}>{t('toEnd')}</Button>}
        <Button loading={saving.isBusy} onClick={() => saving.run(() => downloadLog(namespace, name, selection))}>{t('download')}</Button>
      </Row>
      <FailureOf of={saving} />
      <Search namespace={namespace} name={name} selection={selection} />
      <FailureOf of={log} />
      {log.state === 'loading' && log.failure === undefined
        ? <LoadingPane />
        : <Lines label={t('logLabel', { name })} log={log} showWorker={workers > 1} />}
    </Block>
  );
}

function Lines({ label, log, showWorker }: { label: string; log: ReturnType<typeof useJobLog>; showWorker: boolean }) {
  const screen = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const lines = linesOf(log.window);
  const first = lines[0];
  const anchor = useRef<string>();
  const rows = useVirtualizer({ count: lines.length, getScrollElement: () => screen.current, estimateSize: () => ROW_PX, overscan: 20 });

  // Lines that come in front move all others down; keep those in sight where they are.
  useLayoutEffect(() => {
    const element = screen.current;
    if (!element) {
      return;
    }
    const before = anchor.current === undefined ? -1 : lines.findIndex(line => keyOf(line) === anchor.current);
    if (isAtEnd.current) {
      element.scrollTop = element.scrollHeight;
    } else if (before > 0) {
      element.scrollTop += before * ROW_PX;
    }
    anchor.current = first && keyOf(first);
  }, [lines.length, first && keyOf(first)]);

  const scrolled = () => {
    const element = screen.current;
    if (!element) {
      return;
    }
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    isAtEnd.current = below < ROW_PX && !log.window.hasLater;
    if (element.scrollTop < NEAR_ROWS * ROW_PX) void log.earlier();
    if (below < NEAR_ROWS * ROW_PX) void log.later();
  };

  if (lines.length === 0) {
    return <EmptyPane title={t('noLog')} text={t('noLogText')} />;
  }
  return (
    <Screen ref={screen} onScroll={scrolled} role="log" aria-label={label} aria-live="off" tabIndex={0}>
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(row => {
          const line = lines[row.index];
          return line && (
            <Line key={keyOf(line)} data-type={line.type} style={{ transform: `translateY(${row.start}px)` }}>
              {showWorker && <span>{line.worker ?? '-'} │ </span>}
              {line.type === 'gap' ? `--- ${line.text} ---` : line.text}
            </Line>
          );
        })}
      </div>
    </Screen>
  );
}

const keyOf = (line: LogEntry) => `${line.stream}-${line.type}-${line.line}`;

interface Hits {
  lines: LogEntry[];
  cursor: string;
  hasMore: boolean;
}

function Search({ namespace, name, selection }: { namespace: string; name: string; selection: LogSelection }) {
  const [text, setText] = useState('');
  const [hits, setHits] = useState<Hits>();
  const work = useWork();
  useEffect(() => setHits(undefined), [namespace, name, selection]);
  const find = (from?: Hits) => work.run(async () => {
    const page = await searchLog(namespace, name, { ...selection, text, limit: 200, cursor: from?.cursor });
    setHits({ lines: [...(from?.lines ?? []), ...page.items], cursor: page.behind, hasMore: page.hasLater });
  });
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (text) find();
  };
  return (
    <div role="search" style={{ marginBottom: 12 }}>
      <form onSubmit={submit}>
        <Row>
          <div style={{ width: 320 }}>
            <Input
              aria-label={t('searchLog')}
              placeholder={t('searchLog')}
              value={text}
              onChange={(event: React.ChangeEvent<HTMLInputElement>) => setText(event.target.value)}
            />
          </div>
          <Button type="submit" loading={work.isBusy}>{t('find')}</Button>
          {hits && <span aria-live="polite">{t('searchHits', { count: hits.lines.length })}</span>}
          {hits && <Button variant="text" onClick={() => setHits(undefined)}>{kernelText('close')}</Button>}
        </Row>
      </form>
      <FailureOf of={work} />
      {hits && hits.lines.length > 0 && (
        <pre style={{ maxHeight: 200, overflow: 'auto', margin: '8px 0', font: '12px/20px monospace' }} tabIndex={0}>
          {hits.lines.map(line => `${line.worker ?? '-'}:${line.line}  ${line.text}`).join('\n')}
        </pre>
      )}
      {hits?.hasMore && <Button variant="text" loading={work.isBusy} onClick={() => find(hits)}>{t('searchMore')}</Button>}
    </div>
  );
}
