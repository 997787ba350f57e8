import { StatusDot } from '@kubed/components';
import React from 'react';

const COLOURS: Record<string, string> = {
  Running: 'success',
  Succeeded: 'success',
  Failed: 'error',
  Lost: 'error',
  Stalled: 'warning',
  Restarting: 'warning',
  Preempted: 'warning',
  Preparing: 'primary',
  Scheduling: 'primary',
};

const IN_MOTION = new Set(['Running', 'Preparing', 'Scheduling', 'Restarting']);

/** A phase: its word, and a dot that repeats it in colour. */
export function Phase({ phase, label }: { phase: string; label: string }) {
  return <StatusDot color={COLOURS[phase] ?? 'default'} motion={IN_MOTION.has(phase)}>{label}</StatusDot>;
}
