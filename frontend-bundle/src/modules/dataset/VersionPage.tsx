import { Button } from '@kubed/components';
import React, { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { formatBytes, formatTime, shortDigest } from '../../kernel/format';
import { projectPath, sharedPath } from '../../kernel/place';
import { useWork } from '../../kernel/ui/dialogs';
import { ChoiceField } from '../../kernel/ui/fields';
import { Block, Facts, Mono, Muted, PageHead, Plain, Row, TabBar } from '../../kernel/ui/layout';
import { Await, EmptyPane, FailureOf } from '../../kernel/ui/panes';
import { downloadArchive, downloadFile, type DatasetFile, type DatasetRef, type VersionDiff } from './api';
import { t } from './locales';
import { PreviewPane } from './PreviewPane';
import { useDataset, useDiff, useDirectory, useUses, useVersion, useVersionNames } from './useDatasets';

const VIEWS = ['files', 'diff', 'usage'] as const;

/** A version: its files, what they hold, what differs from others, and who has used it. */
export function VersionPage({ of, version: name }: { of: DatasetRef; version: string }) {
  const version = useVersion(of, name);
  const isVolume = useDataset(of).data?.spec.storage?.volume !== undefined;
  const [search] = useSearchParams();
  const view = VIEWS.find(one => one === search.get('view')) ?? 'files';
  const work = useWork();
  const pathOf = (id: string) => {
    const next = new URLSearchParams({ view: id, ...(of.owner ? { project: of.owner } : {}) });
    return `${projectPath(of.namespace, 'datasets', of.name, 'versions', name)}?${next.toString()}`;
  };
  return (
    <Await of={version}>
      {found => (
        <>
          <PageHead
            title={`${of.name} ${found.name}`}
            text={found.description}
            back={{ to: sharedPath(of.namespace, of.owner, 'datasets', of.name), label: of.name }}
          >
            {!isVolume && <Button disabled={work.isBusy} loading={work.isBusy} onClick={() => work.run(() => downloadArchive(of, name))}>{t('downloadAll')}</Button>}
          </PageHead>
          <FailureOf of={work} />
          <Block>
            <Facts of={[
              [t('files'), found.files], [t('size'), formatBytes(found.bytes)], [t('digest'), <Mono key="d" title={found.digest}>{shortDigest(found.digest)}</Mono>],
              [t('tags'), (found.tags ?? []).join(', ')], [t('creator'), found.creator], [t('created'), formatTime(found.createdAt)],
            ]}
            />
          </Block>
          <TabBar label={t('version')} tabs={VIEWS.map(id => ({ id, title: t(id) }))} active={view} pathOf={pathOf} />
          {view === 'files' && <Files of={of} version={name} isVolume={isVolume} />}
          {view === 'diff' && <Diff of={of} version={name} />}
          {view === 'usage' && <Usage of={of} version={name} />}
        </>
      )}
    </Await>
  );
}

function Files({ of, version, isVolume }: { of: DatasetRef; version: string; isVolume: boolean }) {
  const [path, setPath] = useState('');
  const [file, setFile] = useState<DatasetFile>();
  const directory = useDirectory(of, version, path);
  const work = useWork();
  const parents = path.split('/').filter(Boolean);
  return (
    <>
      <Block>
        <nav aria-label={t('directory')}>
          <Button variant="link" onClick={() => setPath('')}>{t('root')}</Button>
          {parents.map((part, index) => (
            <Button key={index} variant="link" onClick={() => setPath(`${parents.slice(0, index + 1).join('/')}/`)}>/ {part}</Button>
          ))}
        </nav>
        <FailureOf of={work} />
        <Await of={directory}>
          {({ pages }) => (
            <Plain aria-label={t('files')}>
              <tbody>
                {pages.flatMap(page => page.entries).map(entry => (
                  <tr key={entry.name}>
                    <td>
                      {entry.file
                        ? <Button variant="link" aria-pressed={entry.file.path === file?.path} onClick={() => setFile(entry.file)}>{entry.name}</Button>
                        : <Button variant="link" onClick={() => setPath(`${path}${entry.name}`)}>📁 {entry.name}</Button>}
                    </td>
                    <td>{entry.file ? formatBytes(entry.file.size) : entry.files}</td>
                    <td>{entry.file && !isVolume && <Button variant="text" onClick={() => work.run(() => downloadFile(of, version, entry.file as DatasetFile))}>{t('download')}</Button>}</td>
                  </tr>
                ))}
              </tbody>
            </Plain>
          )}
        </Await>
        {directory.hasNextPage && <Button onClick={() => void directory.fetchNextPage()}>{t('more')}</Button>}
      </Block>
      <Block aria-label={t('preview')}>
        {isVolume && <Muted>{t('onVolume')}</Muted>}
        {!isVolume && (file ? <PreviewPane of={of} version={version} path={file.path} /> : <Muted>{t('choosePreview')}</Muted>)}
      </Block>
    </>
  );
}

function Diff({ of, version }: { of: DatasetRef; version: string }) {
  const names = useVersionNames(of);
  const others = (names.data ?? []).filter(name => name !== version);
  const [wanted, setWanted] = useState('');
  const other = wanted || others[0] || '';
  const diff = useDiff(of, other, other && version);
  if (names.data && others.length === 0) {
    return <Block><EmptyPane title={t('sameAll')} /></Block>;
  }
  return (
    <Block>
      <Row>
        <div style={{ width: 240 }}>
          <ChoiceField label={t('compareWith')} value={other} choices={others.map(name => ({ value: name, label: name }))} onChange={setWanted} />
        </div>
      </Row>
      <Await of={diff}>{({ pages }) => <Changes pages={pages} />}</Await>
      {diff.hasNextPage && <Button onClick={() => void diff.fetchNextPage()}>{t('more')}</Button>}
    </Block>
  );
}

function Changes({ pages }: { pages: VersionDiff[] }) {
  const totals = pages[0]?.totals;
  const changes = pages.flatMap(page => page.changes);
  return (
    <>
      {totals && (
        <p>
          +{totals.added} {t('added')} ({formatBytes(totals.bytesAdded)}), −{totals.removed} {t('removed')} ({formatBytes(totals.bytesRemoved)}),
          {' '}{totals.changed} {t('changed')}, {t('same', { count: totals.same })}
        </p>
      )}
      {changes.length === 0 ? <EmptyPane title={t('sameAll')} /> : (
        <Plain aria-label={t('diff')}>
          <thead><tr><th>{t('change')}</th><th>{t('files')}</th><th>{t('before')}</th><th>{t('after')}</th></tr></thead>
          <tbody>
            {changes.map(({ path, before, after }) => (
              <tr key={path}>
                <td>{before ? (after ? t('changed') : t('removed')) : t('added')}</td>
                <td>{path}</td>
                <td>{before ? formatBytes(before.size) : '–'}</td>
                <td>{after ? formatBytes(after.size) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </Plain>
      )}
    </>
  );
}

function Usage({ of, version }: { of: DatasetRef; version: string }) {
  const uses = useUses(of, version);
  return (
    <Block>
      <Await of={uses}>
        {({ items }) => items.length === 0 ? <EmptyPane title={t('noUsage')} /> : (
          <Plain aria-label={t('usage')}>
            <thead><tr><th>{t('kind')}</th><th>{t('project')}</th><th>{t('name')}</th><th>{t('usedSince')}</th></tr></thead>
            <tbody>
              {items.map((use, position) => (
                <tr key={use.uid ?? position}><td>{use.kind}</td><td>{use.namespace ?? t('otherProject')}</td><td>{use.name ?? t('notTold')}</td><td>{formatTime(use.since)}</td></tr>
              ))}
            </tbody>
          </Plain>
        )}
      </Await>
    </Block>
  );
}
