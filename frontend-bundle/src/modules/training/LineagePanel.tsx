import React from 'react';
import styled from 'styled-components';
import { formatBytes, formatTime, shortDigest } from '../../kernel/format';
import { Block, Muted } from '../../kernel/ui/layout';
import { Await } from '../../kernel/ui/panes';
import type { RunRecord } from './api';
import { t } from './locales';
import { useOutputs } from './useTrainingJobs';

const Picture = styled.div`
  display: grid;
  grid-template-columns: 1fr auto 1fr auto 1fr;
  align-items: center;
  gap: 16px;

  ul { list-style: none; margin: 0; padding: 0; }

  li, > div {
    border: 1px solid ${props => props.theme.palette['accents_3']};
    border-radius: 4px;
    padding: 8px 12px;
    margin: 4px 0;
    overflow-wrap: anywhere;
  }
`;

/** What went into a run and what came out, each by its digest. */
export function LineagePanel({ namespace, name, record, isLive }: { namespace: string; name: string; record: RunRecord; isLive: boolean }) {
  const outputs = useOutputs(namespace, name, isLive);
  const { algorithm } = record;
  return (
    <Block>
      <Picture role="group" aria-label={t('lineage')}>
        <ul aria-label={t('input')}>
          {algorithm && (
            <li>
              <strong>{t('algorithm')}</strong><br />{algorithm.namespace}/{algorithm.name} {algorithm.version}<br />
              <Muted title={algorithm.digest}>{shortDigest(algorithm.digest)}</Muted>
            </li>
          )}
          {record.inputs.map(input => (
            <li key={input.name}>
              <strong>{t('input')} {input.name}</strong><br />{input.source}<br /><Muted title={input.digest}>{shortDigest(input.digest)}</Muted>
            </li>
          ))}
        </ul>
        <span aria-hidden>→</span>
        <div><strong>{name}</strong><br /><Muted>{record.creator}, {formatTime(record.createdAt)}</Muted></div>
        <span aria-hidden>→</span>
        <Await of={outputs}>
          {({ items }) => (
            <ul aria-label={t('output')}>
              {items.length === 0 && <li><Muted>{t('noOutputs')}</Muted></li>}
              {items.map(output => (
                <li key={output.name}>
                  <strong>{t('output')} {output.name}</strong><br />
                  {t('files', { count: output.files, size: formatBytes(output.bytes) })}<br />
                  <Muted title={output.digest}>{shortDigest(output.digest)}</Muted>
                </li>
              ))}
            </ul>
          )}
        </Await>
      </Picture>
    </Block>
  );
}
