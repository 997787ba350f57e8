import { Button } from '@kubed/components';
import React, { useState } from 'react';
import { Link } from 'react-router-dom';
import { formatTime } from '../../kernel/format';
import { useListState, useOpened } from '../../kernel/list';
import { projectPath } from '../../kernel/place';
import { useMay } from '../../kernel/tenancy';
import { DeleteDialog, useWork } from '../../kernel/ui/dialogs';
import { Muted, PageHead, Row } from '../../kernel/ui/layout';
import { ListTable, type Column } from '../../kernel/ui/ListTable';
import { FailureOf } from '../../kernel/ui/panes';
import { deleteSubscription, testSubscription, type Delivery, type Subscription } from './api';
import { DeliveryDialog } from './DeliveryDialog';
import { t } from './locales';
import { SubscriptionDialog } from './SubscriptionDialog';
import { useRefreshNotifications, useSubscriptions } from './useNotifications';

/** Who in a project is told what, and where. */
export function SubscriptionsPage({ namespace }: { namespace: string }) {
  const state = useListState();
  const subscriptions = useSubscriptions(namespace, state);
  const mayChange = useMay({ kind: 'project', namespace })('notifications', 'manage');
  const [isOpen, open] = useOpened('subscribe');
  return (
    <>
      <PageHead title={t('title')} text={t('text')} />
      <ListTable
        label={t('subscriptions')}
        state={state}
        pages={subscriptions}
        columns={columns(namespace, mayChange)}
        keyOf={({ name }) => name}
        nameOf={({ name }) => name}
        actions={(
          <>
            <Link to={projectPath(namespace, 'notifications', 'deliveries')}>{t('deliveries')}</Link>
            {mayChange && <Button color="secondary" shadow onClick={() => open(true)}>{t('subscribe')}</Button>}
          </>
        )}
        empty={{ title: t('emptyTitle'), text: t('emptyText') }}
      />
      {isOpen && mayChange && <SubscriptionDialog namespace={namespace} onClose={() => open(false)} />}
    </>
  );
}

function columns(namespace: string, mayChange: boolean): Column<Subscription>[] {
  const toDeliveries = (name: string) => `${projectPath(namespace, 'notifications', 'deliveries')}?subscription=${encodeURIComponent(name)}`;
  return [
    { id: 'name', title: t('name'), sortBy: 'name', render: ({ name }) => <Link to={toDeliveries(name)}>{name}</Link> },
    { id: 'kinds', title: t('kinds'), render: one => <>{one.kinds.map(kind => t(kind)).join(', ')}<br /><Muted>{filterText(one)}</Muted></> },
    { id: 'server', title: t('server'), render: ({ server, signed }) => <>{server}{signed && <><br /><Muted>{t('signed')}</Muted></>}</> },
    { id: 'creator', title: t('creator'), render: ({ creator }) => creator },
    { id: 'health', title: t('health'), render: healthText },
    { id: 'actions', title: '', render: one => mayChange && <Actions namespace={namespace} one={one} /> },
  ];
}

function filterText({ filter }: Subscription): string {
  return [filter.owner, filter.application, filter.queue].filter(Boolean).join(' · ') || t('everything');
}

function healthText({ paused, health }: Subscription): string {
  if (paused) {
    return t('paused');
  }
  if (health.failures > 0 && health.nextAttemptAt) {
    return t('failing', { failures: health.failures, time: formatTime(health.nextAttemptAt) });
  }
  return health.waiting > 0 ? t('waiting', { count: health.waiting }) : t('healthy');
}

type Opened = { what: 'nothing' | 'change' | 'delete' } | { what: 'test'; delivery: Delivery };

function Actions({ namespace, one }: { namespace: string; one: Subscription }) {
  const [opened, setOpened] = useState<Opened>({ what: 'nothing' });
  const refresh = useRefreshNotifications();
  const work = useWork();
  const close = () => setOpened({ what: 'nothing' });
  const test = () => work.run(async () => {
    setOpened({ what: 'test', delivery: await testSubscription(namespace, one.name) });
    await refresh();
  });
  return (
    <>
      <Row>
        <Button size="sm" disabled={work.isBusy} onClick={test}>{t('test')}</Button>
        <Button size="sm" onClick={() => setOpened({ what: 'change' })}>{t('change')}</Button>
        <Button size="sm" variant="text" onClick={() => setOpened({ what: 'delete' })}>{t('remove')}</Button>
      </Row>
      <FailureOf of={work} />
      {opened.what === 'change' && <SubscriptionDialog namespace={namespace} before={one} onClose={close} />}
      {opened.what === 'test' && <DeliveryDialog namespace={namespace} id={opened.delivery.id} mayChange onClose={close} />}
      {opened.what === 'delete' && (
        <DeleteDialog
          names={[one.name]}
          text={t('removeText')}
          onDelete={async () => { await deleteSubscription(namespace, one.name); await refresh(); }}
          onClose={close}
        />
      )}
    </>
  );
}
