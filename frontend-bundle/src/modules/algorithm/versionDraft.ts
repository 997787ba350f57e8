import type { AlgorithmVersion, Parameter, ParameterType, Scalar, Slot } from './api';

/** A version as a form holds it: all text, so that nothing typed is lost. */
export interface VersionDraft {
  name: string;
  image: string;
  archive: string;
  command: string;
  parameters: ParameterDraft[];
  inputs: string;
  outputs: string;
  metrics: string;
  cpu: string;
  memory: string;
  replicas: string;
}

export interface ParameterDraft {
  name: string;
  type: ParameterType;
  preset: string;
  minimum: string;
  maximum: string;
  values: string;
  required: boolean;
  description: string;
}

export const NEW_PARAMETER: ParameterDraft = {
  name: '', type: 'float', preset: '', minimum: '', maximum: '', values: '', required: false, description: '',
};

/** A draft that begins like a version, or empty. */
export function draftOf(name: string, version?: AlgorithmVersion): VersionDraft {
  return {
    name,
    image: version?.source.image ?? '',
    archive: version?.source.archive?.digest ?? '',
    command: [...(version?.command ?? []), ...(version?.args ?? [])].join('\n'),
    parameters: (version?.parameters ?? []).map(parameterDraft),
    inputs: slotsText(version?.inputs),
    outputs: slotsText(version?.outputs),
    metrics: (version?.metrics ?? []).map(metric => (metric.direction === 'Minimize' ? `-${metric.name}` : metric.name)).join(', '),
    cpu: version?.resources?.cpu ?? '',
    memory: version?.resources?.memory ?? '',
    replicas: String(version?.replicas ?? 1),
  };
}

/** The version that a draft says. */
export function versionOf(draft: VersionDraft): AlgorithmVersion {
  const resources = { ...(draft.cpu ? { cpu: draft.cpu } : {}), ...(draft.memory ? { memory: draft.memory } : {}) };
  const command = draft.command.split('\n').filter(line => line !== '');
  return {
    name: draft.name,
    source: { image: draft.image, ...(draft.archive ? { archive: { digest: draft.archive } } : {}) },
    ...(command.length > 0 ? { command } : {}),
    parameters: draft.parameters.map(parameterOf),
    inputs: slots(draft.inputs),
    outputs: slots(draft.outputs),
    metrics: words(draft.metrics).map(word => ({ name: word.replace(/^-/, ''), direction: word.startsWith('-') ? 'Minimize' : 'Maximize' })),
    replicas: Number(draft.replicas || 1),
    ...(Object.keys(resources).length > 0 ? { resources } : {}),
  };
}

function parameterDraft(parameter: Parameter): ParameterDraft {
  const text = (value: Scalar | undefined) => (value === undefined ? '' : String(value));
  return {
    name: parameter.name,
    type: parameter.type,
    preset: text(parameter.default),
    minimum: text(parameter.minimum),
    maximum: text(parameter.maximum),
    values: (parameter.values ?? []).join(', '),
    required: parameter.required ?? false,
    description: parameter.description ?? '',
  };
}

function parameterOf(draft: ParameterDraft): Parameter {
  const isNumber = draft.type === 'int' || draft.type === 'float';
  const value = (text: string): Scalar => (isNumber ? Number(text) : draft.type === 'bool' ? text === 'true' : text);
  return {
    name: draft.name,
    type: draft.type,
    required: draft.required,
    ...(draft.preset === '' ? {} : { default: value(draft.preset) }),
    ...(isNumber && draft.minimum !== '' ? { minimum: Number(draft.minimum) } : {}),
    ...(isNumber && draft.maximum !== '' ? { maximum: Number(draft.maximum) } : {}),
    ...(draft.type === 'enum' ? { values: words(draft.values) } : {}),
    ...(draft.description ? { description: draft.description } : {}),
  };
}

const words = (text: string) => text.split(',').map(word => word.trim()).filter(Boolean);

const slots = (text: string): Slot[] =>
  words(text).map(word => ({ name: word.replace(/\?$/, ''), need: word.endsWith('?') ? 'Optional' : 'Required' }));

/** Names of slots, with a ? behind those that may be left out. */
export const slotsText = (of: Slot[] | undefined) => (of ?? []).map(slot => (slot.need === 'Optional' ? `${slot.name}?` : slot.name)).join(', ');
