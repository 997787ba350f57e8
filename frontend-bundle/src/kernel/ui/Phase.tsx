import { StatusDot } from '@kubed/components';
import React from 'react';
import { useTheme } from 'styled-components';

type Colour = 'green' | 'red' | 'yellow' | 'blue';

const COLOURS: Record<string, Colour> = {
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
  const { palette } = useTheme();
  const colour = COLOURS[phase];
  // A dot in motion is faded, which the kit can do with a hexadecimal colour only, not with a colour's name.
  const shown = (colour && palette.colors[colour]?.[2]) ?? palette['accents_5'] ?? '#79879c';
  return <StatusDot color={shown} motion={IN_MOTION.has(phase)} style={{ whiteSpace: 'nowrap' }}>{label}</StatusDot>;
}
