import { Button } from '@kubed/components';
import React, { useState } from 'react';
import { Link } from 'react-router-dom';
import { formatAge } from '../../kernel/format';
import { useListState } from '../../kernel/list';
import { projectPath } from '../../kernel/place';
import { explained } from '../../kernel/reasons';
import { useMay } from '../../kernel/tenancy';
import { Muted, PageHead } from '../../kernel/ui/layout';
import { ListTable, type Column, type Filter } from '../../kernel/ui/ListTable';
import { KINDS, type Delivery } from './api';
import { DeliveryDialog } from './DeliveryDialog';
import { DeliveryStateDot } from './DeliveryState';
import { t } from './locales';
import { useDeliveries } from './useNotifications';

/** What was sent for a project, newest first. */
export function DeliveriesPage({ namespace }: { namespace: string }) {
  const state = useListState({ filters: ['state', 'kind', 'subscription'] });
  const deliveries = useDeliveries(namespace, state);
  const mayChange = useMay({ kind: 'project', namespace })('notifications', 'manage');
  const [opened, setOpened] = useState('');
  return (
    <>
      <PageHead title={t('deliveries')} text={t('deliveriesText')} />
      <ListTable
        label={t('deliveries')}
        state={state}
        pages={deliveries}
        columns={columns(setOpened)}
        keyOf={({ id }) => id}
        nameOf={({ told }) => told.objectName}
        filters={filters()}
        actions={<Link to={projectPath(namespace, 'notifications')}>{t('subscriptions')}</Link>}
        empty={{ title: t('noDeliveryTitle'), text: t('noDeliveryText') }}
      />
      {opened && <DeliveryDialog namespace={namespace} id={opened} mayChange={mayChange} onClose={() => setOpened('')} />}
    </>
  );
}

function filters(): Filter[] {
  return [
    { field: 'state', title: t('state'), options: (['Waiting', 'Delivered', 'Failed'] as const).map(value => ({ value, label: t(value) })) },
    { field: 'kind', title: t('happened'), options: KINDS.map(value => ({ value, label: t(value) })) },
  ];
}

function columns(open: (id: string) => void): Column<Delivery>[] {
  return [
    { id: 'kind', title: t('happened'), render: ({ id, told }) => <Button variant="link" onClick={() => open(id)}>{t(told.kind)}</Button> },
    { id: 'object', title: t('object'), render: ({ told }) => <>{told.objectName}<br /><Muted>{explained(told.message)}</Muted></> },
    { id: 'subscription', title: t('subscription'), render: ({ subscription }) => subscription },
    { id: 'state', title: t('state'), render: ({ state, message }) => <><DeliveryStateDot state={state} />{message && <><br /><Muted>{message}</Muted></>}</> },
    { id: 'attempts', title: t('attempts'), render: ({ attemptCount }) => attemptCount },
    { id: 'created', title: t('created'), sortBy: 'creationTimestamp', render: ({ createdAt }) => formatAge(createdAt) },
  ];
}
