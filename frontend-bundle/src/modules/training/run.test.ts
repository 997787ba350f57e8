import { describe, expect, it } from 'vitest';
import type { TrainingJob } from './api';
import { runOf } from './run';

const job = {
  metadata: { name: 'bert', namespace: 'risk', uid: 'u', creationTimestamp: '2026-01-01T00:00:00Z', annotations: { 'kubesphere.io/creator': 'me' } },
  spec: { parameters: { epochs: 3 } },
} as unknown as TrainingJob;

describe('what is known of a run', () => {
  it('is the job alone in its first moments', () => {
    expect(runOf('bert', job)).toMatchObject({ record: { creator: 'me', parameters: { epochs: 3 } }, why: { phase: 'Queued' } });
  });

  it('is nothing when there is neither job nor record', () => {
    expect(() => runOf('bert')).toThrowError(expect.objectContaining({ code: 404 }));
  });
});
