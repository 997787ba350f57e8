import { Button } from '@kubed/components';
import React from 'react';
import { formatTime } from '../../kernel/format';
import { explained } from '../../kernel/reasons';
import { Dialog, useWork } from '../../kernel/ui/dialogs';
import { Mono, Muted, Plain } from '../../kernel/ui/layout';
import { Await, FailureOf } from '../../kernel/ui/panes';
import { resendDelivery, type Attempt, type Delivery } from './api';
import { DeliveryStateDot } from './DeliveryState';
import { t } from './locales';
import { useDelivery, useRefreshNotifications } from './useNotifications';

/** One delivery with its attempts and what was answered, followed until it has come to an end. */
export function DeliveryDialog({ namespace, id, mayChange, onClose }: { namespace: string; id: string; mayChange: boolean; onClose: () => void }) {
  const delivery = useDelivery(namespace, id);
  const refresh = useRefreshNotifications();
  const work = useWork();
  const resend = () => work.run(async () => { await resendDelivery(namespace, id); await refresh(); });
  const isAtEnd = delivery.data !== undefined && delivery.data.state !== 'Waiting';
  return (
    <Dialog
      title={t('details')}
      onClose={onClose}
      footer={(
        <>
          <Button variant="text" onClick={onClose}>{t('close')}</Button>
          {mayChange && <Button disabled={!isAtEnd || work.isBusy} onClick={resend}>{t('resend')}</Button>}
        </>
      )}
    >
      <FailureOf of={work} />
      <Await of={delivery}>{one => <Details one={one} />}</Await>
    </Dialog>
  );
}

function Details({ one }: { one: Delivery }) {
  const { told } = one;
  return (
    <>
      <p><strong>{t(told.kind)}</strong> {told.objectKind}/{told.objectName}</p>
      <p>{explained(told.message)}</p>
      <div><DeliveryStateDot state={one.state} /> {one.message}</div>
      {one.nextAttemptAt && <p><Muted>{t('next', { time: formatTime(one.nextAttemptAt) })}</Muted></p>}
      <p><Muted>{t('eventId')}: <Mono>{told.eventId}</Mono></Muted></p>
      {one.attempts?.length ? <Attempts all={one.attempts} /> : <Muted>{t('noAttempt')}</Muted>}
    </>
  );
}

function Attempts({ all }: { all: Attempt[] }) {
  return (
    <Plain>
      <caption>{t('attempts')}</caption>
      <tbody>
        {all.map(attempt => (
          <tr key={attempt.number}>
            <td>{attempt.number}</td>
            <td>{formatTime(attempt.at)}</td>
            <td>
              {attempt.status === undefined
                ? t('notAnswered', { millis: attempt.millis })
                : t('answered', { status: attempt.status, millis: attempt.millis })}
              {attempt.fault && <><br /><Muted>{attempt.fault}</Muted></>}
              {attempt.answer && <><br /><Mono>{attempt.answer}</Mono></>}
            </td>
          </tr>
        ))}
      </tbody>
    </Plain>
  );
}
