import { call } from '../../kernel/http';
import { kapiOf, type Place } from '../../kernel/place';

export interface Notice {
  reason: string;
  message: string;
}

export interface TraceSummary {
  traceId: string;
  start: string;
  durationMicros: number;
  service: string;
  operation: string;
  spans: number;
  failed: number;
  services: string[];
  application?: string;
  run?: string;
  crossesProjects: boolean;
}

export interface TraceList {
  source?: string;
  from: string;
  to: string;
  items: TraceSummary[];
  more: boolean;
  notices: Notice[];
}

export interface SpanRow {
  id: string;
  parentId?: string;
  depth: number;
  parent: 'NONE' | 'KNOWN' | 'MISSING' | 'OTHER_PROJECT';
  spanId: string;
  service: string;
  operation: string;
  kind: 'INTERNAL' | 'SERVER' | 'CLIENT' | 'PRODUCER' | 'CONSUMER';
  offsetMicros: number;
  durationMicros: number;
  failed: boolean;
  skewMicros: number;
  project?: string;
  pod?: string;
  attributes: Record<string, string>;
}

export interface Trace {
  traceId: string;
  start: string;
  durationMicros: number;
  spans: number;
  omitted: number;
  rows: SpanRow[];
  others?: { offsetMicros: number; durationMicros: number };
  services: string[];
  notices: Notice[];
  logs: { traceId: string; from: string; to: string; pods: Array<{ project: string; pod: string }> };
}

export interface Traffic {
  count: number;
  failed: number;
  perSecond: number;
  p50Micros: number;
  p95Micros: number;
  p99Micros: number;
}

export interface ServiceGraph {
  source?: string;
  from: string;
  to: string;
  countedFrom: string;
  traces: number;
  services: Array<{ name: string; reports: boolean; traffic: Traffic }>;
  calls: Array<{ from: string; to: string; traffic: Traffic }>;
  notices: Notice[];
}

/** What traces are looked for by; an empty text means whatever. */
export interface Wanted {
  service: string;
  operation: string;
  application: string;
  run: string;
  minDuration: string;
  error: string;
  /** Hours until now. */
  hours: string;
}

export const pathOf = (place: Place) => `${kapiOf(place)}/traces`;

function query({ hours, ...others }: Wanted, now: number): Record<string, string> {
  const from = new Date(now - Number(hours || 1) * 3_600_000).toISOString();
  return Object.fromEntries(Object.entries({ ...others, from, to: new Date(now).toISOString() }).filter(([, value]) => value !== ''));
}

export const listTraces = (place: Place, wanted: Wanted, now = Date.now()) =>
  call<TraceList>('GET', pathOf(place), { query: { ...query(wanted, now), limit: '50' } });

export const getTrace = (place: Place, id: string) => call<Trace>('GET', `${pathOf(place)}/${encodeURIComponent(id)}`);

export const getGraph = (place: Place, wanted: Wanted, now = Date.now()) =>
  call<ServiceGraph>('GET', `${pathOf(place)}/graph`, { query: query(wanted, now) });
