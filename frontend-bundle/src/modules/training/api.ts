import { follow, type ServerEvent } from '../../kernel/events';
import { call, download, type Query } from '../../kernel/http';
import type { Page } from '../../kernel/list';
import { kapiOf, projectKapi, type Place } from '../../kernel/place';
import { Problem } from '../../kernel/problem';
import type { AlgorithmVersion, Scalar } from '../algorithm';

export const PHASES = [
  'Queued', 'Paused', 'Scheduling', 'Preparing', 'Running', 'Stalled', 'Restarting', 'Preempted', 'Succeeded', 'Failed', 'Lost',
] as const;
export type PhaseName = (typeof PHASES)[number];

export const hasEnded = (phase: PhaseName) => phase === 'Succeeded' || phase === 'Failed' || phase === 'Lost';

export interface JobInput {
  name: string;
  dataset?: { namespace?: string; name: string; version: string };
  output?: { job: string; name: string };
}

export interface JobSpec {
  algorithm?: { namespace?: string; name: string; version: string };
  container?: { image: string; command?: string[]; args?: string[] };
  parameters?: Record<string, Scalar>;
  inputs?: JobInput[];
  outputs?: Array<{ name: string }>;
  queue?: string;
  engine?: string;
  retries?: number;
  suspend?: boolean;
  workers?: { replicas?: number; resources?: { cpu?: string; memory?: string } };
}

/** A job as it is written, before the service has it. */
export interface JobDraft {
  apiVersion: string;
  kind: string;
  metadata: { name: string; labels?: Record<string, string> };
  spec: JobSpec;
}

export interface TrainingJob extends JobDraft {
  metadata: JobDraft['metadata'] & { namespace: string; uid: string; creationTimestamp: string; annotations?: Record<string, string> };
  status?: {
    phase?: PhaseName;
    reason?: string;
    message?: string;
    startTime?: string;
    completionTime?: string;
    engineObject?: { engine: string; kind: string; name: string };
    workers?: { wanted: number; running: number; succeeded: number; failed: number };
  };
}

/** What is kept of a run when its job is gone. */
export interface RunRecord {
  uid: string;
  namespace: string;
  name: string;
  workspace: string;
  creator: string;
  createdAt: string;
  spec: JobSpec;
  algorithm?: { namespace: string; name: string; version: string; digest: string; spec?: AlgorithmVersion };
  parameters: Record<string, Scalar>;
  inputs: Array<{ name: string; source: string; digest: string }>;
  engine: string;
  phase: PhaseName;
  explanation: { reason: string; message: string };
  times: { startedAt?: string; finishedAt?: string; deletedAt?: string };
}

export interface Explanation {
  phase: PhaseName;
  reason: string;
  message: string;
  nextStep: string;
  evidence: Array<{ object: string; field: string; value: string; time?: string }>;
}

export interface Worker {
  pod: string;
  rank: number;
  phase: string;
  state: string;
  node?: string;
  restarts: number;
  exitCode?: number;
  startedAt?: string;
}

export interface JobEvent {
  time: string;
  type: string;
  reason: string;
  message: string;
  object: string;
  count: number;
}

export interface Output {
  name: string;
  digest: string;
  files: number;
  bytes: number;
  storedAt: string;
}

/** NaN and the infinities are text in JSON. */
export interface MetricChart {
  sequence: number;
  series: Array<{ key: string; total: number; points: Array<{ step: number; timestampMs: number; value: number | string }> }>;
}

export interface Comparison {
  runs: Array<{ uid: string; name: string; phase: PhaseName; algorithm: string; inputs: Array<{ name: string; source: string; digest: string }>; duration?: number }>;
  parameters: Array<{ name: string; values: Array<Scalar | null>; differs: boolean }>;
  metrics: Array<{ name: string; direction: string; values: Array<number | string | null>; best?: number }>;
}

export interface LogEntry {
  type: 'line' | 'gap';
  stream: number;
  worker?: number;
  container: string;
  line: number;
  time: string;
  text: string;
}

export interface LogEntries {
  items: LogEntry[];
  before: string;
  behind: string;
  hasEarlier: boolean;
  hasLater: boolean;
}

export interface LogSelection {
  worker: string;
  container: string;
}

const jobs = (namespace: string) => `${projectKapi(namespace)}/trainingjobs`;
const job = (namespace: string, name: string) => `${jobs(namespace)}/${encodeURIComponent(name)}`;
const run = (namespace: string, name: string) => `${projectKapi(namespace)}/trainingruns/${encodeURIComponent(name)}`;

export const listJobs = (place: Place, query: Query) => call<Page<TrainingJob>>('GET', `${kapiOf(place)}/trainingjobs`, { query });
export const listRuns = (place: Place, query: Query) => call<Page<RunRecord>>('GET', `${kapiOf(place)}/trainingruns`, { query });
/** The job, or undefined when only its record is left. */
export const findJob = (namespace: string, name: string) => unlessMissing(call<TrainingJob>('GET', job(namespace, name)));

/** The record, or undefined in the first moments of a job. */
export const findRun = (namespace: string, name: string) => unlessMissing(call<RunRecord>('GET', run(namespace, name)));
export const findExplanation = (namespace: string, name: string) =>
  unlessMissing(call<Explanation>('GET', `${job(namespace, name)}/explanation`));

async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (failure) {
    if (failure instanceof Problem && failure.code === 404) {
      return undefined;
    }
    throw failure;
  }
}

export const submitJob = (namespace: string, draft: JobDraft) => call<TrainingJob>('POST', jobs(namespace), { body: draft });
export const stopJob = (namespace: string, name: string) => call<TrainingJob>('POST', `${job(namespace, name)}/stop`, { body: {} });
export const resumeJob = (namespace: string, name: string) => call<TrainingJob>('POST', `${job(namespace, name)}/resume`, { body: {} });
export const rerunJob = (namespace: string, name: string) => call<TrainingJob>('POST', `${job(namespace, name)}/rerun`, { body: {} });
export const deleteJob = (namespace: string, name: string) => call<void>('DELETE', job(namespace, name));
export const getWorkers = (namespace: string, name: string) => call<Page<Worker>>('GET', `${job(namespace, name)}/workers`);
export const getEvents = (namespace: string, name: string) => call<Page<JobEvent>>('GET', `${job(namespace, name)}/events`);
export const getOutputs = (namespace: string, name: string) => call<Page<Output>>('GET', `${run(namespace, name)}/outputs`);
export const getMetrics = (namespace: string, name: string, query: Query) =>
  call<MetricChart>('GET', `${job(namespace, name)}/metrics`, { query });
export const compareRuns = (namespace: string, names: string[]) =>
  call<Comparison>('GET', `${job(namespace, names[0] ?? '')}/compare`, { query: { with: names.slice(1).join(',') } });

export const readLog = (namespace: string, name: string, query: Query) =>
  call<LogEntries>('GET', `${job(namespace, name)}/logs`, { query });
export const searchLog = (namespace: string, name: string, query: Query) =>
  call<LogEntries>('GET', `${job(namespace, name)}/logs/search`, { query });
export const downloadLog = (namespace: string, name: string, selection: LogSelection) =>
  download(`${job(namespace, name)}/logs/download`, { ...selection }, `${name}.log`);

/** Lines as they are written, in batches, each batch with the cursor behind it. */
export function followLog(
  namespace: string,
  name: string,
  query: Query,
  onEntries: (entries: LogEntry[], behind: string) => void,
  signal: AbortSignal,
): Promise<void> {
  return follow(`${job(namespace, name)}/logs`, { ...query, follow: true }, events => {
    const entries = events.map(entryOf);
    onEntries(entries, events[events.length - 1]?.id ?? '');
  }, signal);
}

function entryOf(event: ServerEvent): LogEntry {
  return JSON.parse(event.data) as LogEntry;
}

/** A dashboard of Grafana that has something of a job to show: of its pods, or of its cards. */
export interface Dashboard {
  name: 'training-job' | 'gpu';
  url: string;
  series: number;
}

export const getDashboards = async (namespace: string, job: string) =>
  (await call<{ items: Dashboard[] }>('GET', `${projectKapi(namespace)}/overview/panels`, { query: { job } })).items;
