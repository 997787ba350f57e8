import React from 'react';
import { Muted } from '../../kernel/ui/layout';
import type { Figure, NicPlane, PlaneName } from './api';
import { formatFigure } from './figures';
import { t } from './locales';

export const PLANES: PlaneName[] = ['business', 'storage', 'compute'];

/** What goes over a machine's network, of how much, and how many of its devices pods hold; a dash with the reason. */
export function PlaneCell({ plane }: { plane: NicPlane | undefined }) {
  if (!plane) {
    return <td>–</td>;
  }
  return (
    <td>
      <span title={why(plane.received)}>{traffic(plane)}</span>
      <br />
      <Muted><span title={why(plane.capacity)}>{devices(plane)}</span></Muted>
    </td>
  );
}

function traffic({ received, sent, speed }: NicPlane): string {
  if (received.value === undefined && sent.value === undefined) {
    return '–';
  }
  const flow = t('traffic', { received: formatFigure(received), sent: formatFigure(sent) });
  return speed.value === undefined ? flow : t('ofSpeed', { traffic: flow, speed: formatFigure(speed) });
}

function devices({ capacity, requested }: NicPlane): string {
  return capacity.value === undefined
    ? '–'
    : t('devicesHeld', { requested: String(requested.value ?? '–'), capacity: formatFigure(capacity) });
}

const REASONS = ['NoSource', 'SourceUnavailable', 'NoSamples', 'NotConfigured', 'NoResource'] as const;

function why({ missing }: Figure): string | undefined {
  const known = REASONS.find(reason => reason === missing);
  return known ? t(known) : missing;
}
