import { StatusDot } from '@kubed/components';
import React from 'react';

/** Names of the theme's colours; its `primary` is a name itself, which the kit cannot draw. */
const COLOURS: Record<string, string> = {
  Running: 'green',
  Succeeded: 'green',
  Failed: 'red',
  Lost: 'red',
  Stalled: 'yellow',
  Restarting: 'yellow',
  Preempted: 'yellow',
  Preparing: 'blue',
  Scheduling: 'blue',
};

const IN_MOTION = new Set(['Running', 'Preparing', 'Scheduling', 'Restarting']);

/** A phase: its word, and a dot that repeats it in colour. */
export function Phase({ phase, label }: { phase: string; label: string }) {
  return <StatusDot color={COLOURS[phase] ?? 'default'} motion={IN_MOTION.has(phase)} style={{ whiteSpace: 'nowrap' }}>{label}</StatusDot>;
}
