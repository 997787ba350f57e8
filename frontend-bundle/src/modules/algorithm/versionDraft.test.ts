import { describe, expect, it } from 'vitest';
import type { AlgorithmVersion } from './api';
import { draftOf, versionOf } from './versionDraft';

describe('the draft of a version', () => {
  it('says the version that it was made of', () => {
    const version: AlgorithmVersion = {
      name: 'v1',
      source: { image: 'python:3.12', archive: { digest: 'sha256:ab' } },
      command: ['python', 'train.py'],
      parameters: [
        { name: 'rate', type: 'float', default: 0.1, minimum: 0, maximum: 1, required: false, description: 'Step size.' },
        { name: 'kernel', type: 'enum', values: ['rbf', 'linear'], default: 'rbf', required: true },
      ],
      inputs: [{ name: 'data', need: 'Required' }, { name: 'weights', need: 'Optional' }],
      outputs: [{ name: 'model', need: 'Required' }],
      metrics: [{ name: 'loss', direction: 'Minimize' }, { name: 'auc', direction: 'Maximize' }],
      replicas: 2,
      resources: { cpu: '1', memory: '1Gi' },
    };
    expect(versionOf(draftOf('v1', version))).toEqual(version);
  });
});
