import React from 'react';
import { formatNumber } from '../../kernel/format';
import { noticed } from '../../kernel/notices';
import { Block, Muted, Row } from '../../kernel/ui/layout';
import type { LogLink } from './api';
import { t } from './locales';
import { useJobLinks } from './useLogs';

/** Ways to the same lines in other tools; nothing where there are none. */
export function LogLinks({ links }: { links: LogLink[] }) {
  if (links.length === 0) {
    return null;
  }
  return (
    <nav aria-label={t('elsewhere')}>
      <Row>
        <Muted>{t('elsewhere')}</Muted>
        {links.map(link => (
          <a key={link.tool} href={link.url} target="_blank" rel="noreferrer" title={link.notices?.map(notice => noticed(notice.message)).join('\n')}>
            {link.hits === undefined ? t('notCounted', { tool: link.tool }) : t('hits', { tool: link.tool, n: formatNumber(link.hits) })}
          </a>
        ))}
      </Row>
    </nav>
  );
}

/** The same for a job; what cannot be had is no fault of the job's page. */
export function JobLogLinks({ namespace, job }: { namespace: string; job: string }) {
  const links = useJobLinks(namespace, job).data ?? [];
  return links.length === 0 ? null : <Block><LogLinks links={links} /></Block>;
}
