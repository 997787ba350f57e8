import { Button } from '@kubed/components';
import React from 'react';
import { formatBytes, formatTime } from '../../kernel/format';
import { useWork } from '../../kernel/ui/dialogs';
import { Block, Muted, Row, Spacer } from '../../kernel/ui/layout';
import { FailureOf } from '../../kernel/ui/panes';
import { cancelImport, retryImport, type DatasetImport, type DatasetRef } from './api';
import { t } from './locales';
import { useImports, useRefreshDatasets } from './useDatasets';

/** Imports that are under way or have failed; nothing when there are none. */
export function Imports({ of, mayChange }: { of: DatasetRef; mayChange: boolean }) {
  const imports = useImports(of);
  if (!imports.data?.length) {
    return null;
  }
  return (
    <Block>
      <h2>{t('imports')}</h2>
      {imports.data.map(one => <ImportRow key={one.id} of={of} one={one} mayChange={mayChange} />)}
    </Block>
  );
}

function ImportRow({ of, one, mayChange }: { of: DatasetRef; one: DatasetImport; mayChange: boolean }) {
  const refresh = useRefreshDatasets();
  const work = useWork();
  const act = (action: typeof cancelImport) => work.run(async () => { await action(of, one.id); await refresh(); });
  return (
    <div>
      <FailureOf of={work} />
      <Row>
        <strong>{one.request.version}</strong>
        <span>{stateText(one)}</span>
        <Muted>{sourceText(one)}</Muted>
        <Spacer />
        {mayChange && one.state === 'Failed' && <Button disabled={work.isBusy} onClick={() => act(retryImport)}>{t('retryImport')}</Button>}
        {mayChange && <Button variant="text" disabled={work.isBusy} onClick={() => act(cancelImport)}>{t('cancelImport')}</Button>}
      </Row>
      <Progress one={one} />
      {one.message && <p role="alert">{one.message}</p>}
      {one.nextAttemptAt && <Muted>{t('importNext', { time: formatTime(one.nextAttemptAt) })}</Muted>}
    </div>
  );
}

function Progress({ one: { state, progress } }: { one: DatasetImport }) {
  if (!progress.listed) {
    return state === 'Running' ? <Muted>{t('importListing')}</Muted> : null;
  }
  const text = t('importProgress', {
    done: progress.filesDone,
    count: progress.files,
    received: formatBytes(progress.bytesDone),
    size: formatBytes(progress.bytes),
    rate: formatBytes(progress.bytesPerSecond),
  });
  return (
    <>
      <progress style={{ width: '100%' }} max={progress.bytes || 1} value={progress.bytesDone} aria-label={text} />
      <Muted>{text}</Muted>
    </>
  );
}

function stateText({ state }: DatasetImport): string {
  switch (state) {
    case 'Waiting':
      return t('importWaiting');
    case 'Failed':
      return t('importFailed');
    default:
      return t('importRunning');
  }
}

function sourceText({ request: { source } }: DatasetImport): string {
  if (source.http) {
    const [first = '', ...rest] = source.http.urls;
    return rest.length ? `${first} +${rest.length}` : first;
  }
  if (source.s3) {
    return `s3://${source.s3.bucket}/${source.s3.prefix ?? ''}`;
  }
  if (source.storage) {
    return `${t('storage')}: /${source.storage.prefix ?? ''}`;
  }
  return source.dataset ? `${source.dataset.namespace ? `${source.dataset.namespace}/` : ''}${source.dataset.name}:${source.dataset.version}` : '';
}
