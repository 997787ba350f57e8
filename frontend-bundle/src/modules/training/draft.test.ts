import { describe, expect, it } from 'vitest';
import type { Algorithm, AlgorithmVersion } from '../algorithm';
import { draftFor, withInput, withParameter, withVersion, withWorkers } from './draft';

const version: AlgorithmVersion = {
  name: 'v2',
  source: { image: 'python' },
  parameters: [
    { name: 'rate', type: 'float', default: 0.1 }, { name: 'epochs', type: 'int', default: 5 }, { name: 'fast', type: 'bool' },
  ],
  inputs: [{ name: 'data' }],
};
const algorithm: Algorithm = { metadata: { name: 'trees', namespace: 'presets' }, spec: { versions: [version] } };

describe('the draft of a job', () => {
  it('begins with the defaults of the version', () => {
    expect(draftFor(algorithm, version, 'ab12')).toMatchObject({
      metadata: { name: 'trees-ab12' },
      spec: { algorithm: { namespace: 'presets', name: 'trees', version: 'v2' }, parameters: { rate: 0.1, epochs: 5 } },
    });
  });

  it('keeps what fits when the version changes, and what the form does not know', () => {
    const spec = { queue: 'gpu', parameters: { epochs: 9, old: 1 }, inputs: [{ name: 'data' }, { name: 'gone' }] };
    expect(withVersion(spec, algorithm, version)).toEqual({
      queue: 'gpu',
      algorithm: { namespace: 'presets', name: 'trees', version: 'v2' },
      parameters: { rate: 0.1, epochs: 9 },
      inputs: [{ name: 'data' }],
    });
  });

  it.each([['rate', '0.5', 0.5], ['epochs', '12', 12], ['fast', 'true', true], ['epochs', 'many', 'many']])('reads %s = %s', (name, text, value) => {
    const parameter = version.parameters?.find(one => one.name === name);
    expect(parameter && withParameter({}, parameter, text).parameters).toEqual({ [name]: value });
  });

  it('leaves a parameter out that is emptied, so that its default holds', () => {
    expect(withParameter({ parameters: { rate: 0.5 } }, { name: 'rate', type: 'float' }, '')).toEqual({ parameters: {} });
  });

  it('sets and takes away inputs and sizes', () => {
    const dataset = { name: 'loans', version: 'v1' };
    expect(withInput(withInput({}, 'data', dataset), 'data', undefined)).toEqual({ inputs: [] });
    const sized = withWorkers(withWorkers({}, 'replicas', '2'), 'cpu', '500m');
    expect(sized).toEqual({ workers: { replicas: 2, resources: { cpu: '500m' } } });
    expect(withWorkers(withWorkers(sized, 'replicas', ''), 'cpu', '')).toEqual({});
  });
});
