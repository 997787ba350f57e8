import { Button } from '@kubed/components';
import React from 'react';
import { formatTime } from '../../kernel/format';
import { projectPath } from '../../kernel/place';
import { useMay } from '../../kernel/tenancy';
import { useWork } from '../../kernel/ui/dialogs';
import { Block, PageHead, Plain } from '../../kernel/ui/layout';
import { Await, EmptyPane, FailureOf } from '../../kernel/ui/panes';
import { restoreDataset } from './api';
import { t } from './locales';
import { useDeletedDatasets, useRefreshDatasets } from './useDatasets';

/** Deleted datasets that can be brought back. */
export function RecycleBinPage({ namespace }: { namespace: string }) {
  const deleted = useDeletedDatasets(namespace);
  const may = useMay({ kind: 'project', namespace });
  const refresh = useRefreshDatasets();
  const work = useWork();
  const restore = (id: string) => work.run(async () => { await restoreDataset(namespace, id); await refresh(); });
  return (
    <>
      <PageHead title={t('recycleBin')} text={t('recycleBinText')} back={{ to: projectPath(namespace, 'datasets'), label: t('title') }} />
      <Block>
        <FailureOf of={work} />
        <Await of={deleted}>
          {({ items }) => items.length === 0 ? <EmptyPane title={t('recycleBinEmpty')} /> : (
            <Plain aria-label={t('recycleBin')}>
              <thead><tr><th>{t('name')}</th><th>{t('creator')}</th><th>{t('deletedAt')}</th><th>{t('purgeAt')}</th><th /></tr></thead>
              <tbody>
                {items.map(dataset => (
                  <tr key={dataset.id}>
                    <td>{dataset.name}</td><td>{dataset.creator}</td><td>{formatTime(dataset.deletedAt)}</td><td>{formatTime(dataset.purgeAt)}</td>
                    <td>{may('datasets', 'manage') && <Button disabled={work.isBusy} onClick={() => restore(dataset.id)}>{t('restore')}</Button>}</td>
                  </tr>
                ))}
              </tbody>
            </Plain>
          )}
        </Await>
      </Block>
    </>
  );
}
