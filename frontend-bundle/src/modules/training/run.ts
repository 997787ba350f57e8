import { Problem } from '../../kernel/problem';
import type { Explanation, RunRecord, TrainingJob } from './api';

/** A run by the name of its job: the job while there is one, its record, and why it is as it is. */
export interface Run {
  job: TrainingJob | undefined;
  record: RunRecord;
  why: Explanation;
}

/** What is known of a run; a job that was just submitted has no record yet, so the job itself has to do. */
export function runOf(name: string, job?: TrainingJob, record?: RunRecord, why?: Explanation): Run {
  const known = record ?? (job && recordOf(job));
  if (!known) {
    throw new Problem(404, 'NotFound', name);
  }
  return { job, record: known, why: why ?? explanationOf(known) };
}

function recordOf({ metadata, spec, status }: TrainingJob): RunRecord {
  return {
    uid: metadata.uid,
    namespace: metadata.namespace,
    name: metadata.name,
    workspace: '',
    creator: metadata.annotations?.['kubesphere.io/creator'] ?? '',
    createdAt: metadata.creationTimestamp,
    spec,
    parameters: spec.parameters ?? {},
    inputs: [],
    engine: status?.engineObject?.engine ?? '',
    phase: status?.phase ?? 'Queued',
    explanation: { reason: status?.reason ?? '', message: status?.message ?? '' },
    times: {},
  };
}

function explanationOf({ phase, explanation }: RunRecord): Explanation {
  return { phase, ...explanation, nextStep: '', evidence: [] };
}
