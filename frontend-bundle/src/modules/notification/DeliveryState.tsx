import { StatusDot } from '@kubed/components';
import React from 'react';
import type { DeliveryState } from './api';
import { t } from './locales';

const COLOURS: Record<DeliveryState, string> = { Waiting: 'blue', Delivered: 'green', Failed: 'red' };

/** Where a delivery is on its way: a word, and a dot that repeats it in colour. */
export function DeliveryStateDot({ state }: { state: DeliveryState }) {
  return <StatusDot color={COLOURS[state]} motion={state === 'Waiting'} style={{ whiteSpace: 'nowrap' }}>{t(state)}</StatusDot>;
}
