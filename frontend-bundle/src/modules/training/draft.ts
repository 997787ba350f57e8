import type { Algorithm, AlgorithmVersion, Parameter, Scalar } from '../algorithm';
import type { JobDraft, JobInput, JobSpec } from './api';

/** A job to begin with: the newest version of an algorithm with its defaults. */
export function draftFor(algorithm: Algorithm, version: AlgorithmVersion, suffix: string): JobDraft {
  return {
    apiVersion: 'ai.kubesphere.io/v1alpha1',
    kind: 'TrainingJob',
    metadata: { name: `${algorithm.metadata.name}-${suffix}`.slice(-52).replace(/^[^a-z0-9]+/, '') },
    spec: withVersion({}, algorithm, version),
  };
}

/** The same job of another version: what still fits is kept, the rest begins with the version's defaults. */
export function withVersion(spec: JobSpec, algorithm: Algorithm, version: AlgorithmVersion): JobSpec {
  const parameters: Record<string, Scalar> = {};
  for (const parameter of version.parameters ?? []) {
    const value = spec.parameters?.[parameter.name] ?? parameter.default;
    if (value !== undefined) {
      parameters[parameter.name] = value;
    }
  }
  const slots = new Set((version.inputs ?? []).map(slot => slot.name));
  return {
    ...spec,
    algorithm: { namespace: algorithm.metadata.namespace, name: algorithm.metadata.name, version: version.name },
    parameters,
    inputs: (spec.inputs ?? []).filter(input => slots.has(input.name)),
  };
}

/** A parameter as a person has typed it; an empty text means its default, so it is left out. */
export function withParameter(spec: JobSpec, parameter: Parameter, text: string): JobSpec {
  const { [parameter.name]: _old, ...others } = spec.parameters ?? {};
  const value = scalarOf(parameter, text);
  return { ...spec, parameters: value === undefined ? others : { ...others, [parameter.name]: value } };
}

/** A text that is no number stays a text: the service says what is wrong with it, and nothing typed is lost. */
function scalarOf({ type }: Parameter, text: string): Scalar | undefined {
  if (text === '') return undefined;
  if (type === 'bool') return text === 'true';
  if (type === 'int' || type === 'float') {
    const number = Number(text);
    return Number.isFinite(number) ? number : text;
  }
  return text;
}

export function withInput(spec: JobSpec, slot: string, dataset: JobInput['dataset'] | undefined): JobSpec {
  const others = (spec.inputs ?? []).filter(input => input.name !== slot);
  return { ...spec, inputs: dataset ? [...others, { name: slot, dataset }] : others };
}

/** Workers' size; an empty text means what the algorithm says. */
export function withWorkers(spec: JobSpec, field: 'replicas' | 'cpu' | 'memory', text: string): JobSpec {
  const { replicas, resources = {} } = spec.workers ?? {};
  const sizes = { replicas, ...resources, [field]: text === '' ? undefined : field === 'replicas' ? Number(text) : text };
  const { replicas: count, ...rest } = sizes;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const workers = {
    ...(count === undefined ? {} : { replicas: Number(count) }),
    ...(Object.keys(given).length > 0 ? { resources: given } : {}),
  };
  const { workers: _old, ...others } = spec;
  return Object.keys(workers).length > 0 ? { ...others, workers } : others;
}
