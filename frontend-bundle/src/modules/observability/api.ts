import { follow } from '../../kernel/events';
import { call, download } from '../../kernel/http';
import { kapiOf, projectKapi, type Place } from '../../kernel/place';

export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/** What a search is for; empty texts mean everything. */
export interface LineFilter {
  application: string;
  run: string;
  pod: string;
  container: string;
  level: string;
  text: string;
}

export interface Range {
  from: string;
  to: string;
}

export interface Notice {
  reason: string;
  message: string;
}

export interface FoundLine {
  id: string;
  time: string;
  namespace: string;
  pod: string;
  container: string;
  level?: string;
  text: string;
}

export interface FoundLines {
  source: string;
  items: FoundLine[];
  next?: string;
  notices?: Notice[];
}

export interface Histogram {
  from: string;
  to: string;
  stepSeconds: number;
  total: number;
  buckets: Array<{ time: string; count: number; levels: Record<string, number> }>;
  notices?: Notice[];
}

export interface LogLink {
  tool: string;
  url: string;
  hits?: number;
  scope: 'Fixed' | 'Filter';
  notices?: Notice[];
}

const logsOf = (place: Place) => `${kapiOf(place)}/logs`;

export const searchLines = (place: Place, filter: LineFilter, range: Range, cursor?: string) =>
  call<FoundLines>('GET', logsOf(place), { query: { ...filter, ...range, limit: 200, cursor } });

export const getHistogram = (place: Place, filter: LineFilter, range: Range) =>
  call<Histogram>('GET', `${logsOf(place)}/histogram`, { query: { ...filter, ...range } });

export const exportLines = (place: Place, filter: LineFilter, range: Range) =>
  download(`${logsOf(place)}/export`, { ...filter, ...range, format: 'text' }, 'logs.log');

export const followLines = (place: Place, filter: LineFilter, onLines: (lines: FoundLine[]) => void, signal: AbortSignal) =>
  follow(`${logsOf(place)}/follow`, { ...filter }, events => onLines(events.map(event => JSON.parse(event.data) as FoundLine)), signal);

export const getLinks = async (namespace: string, filter: LineFilter, range: Range) =>
  (await call<{ items: LogLink[] }>('GET', `${projectKapi(namespace)}/loglinks`, { query: { ...filter, ...range } })).items;

export const getJobLinks = async (namespace: string, job: string) =>
  (await call<{ items: LogLink[] }>('GET', `${projectKapi(namespace)}/trainingjobs/${encodeURIComponent(job)}/loglinks`)).items;
