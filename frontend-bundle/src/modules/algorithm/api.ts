import { call, MERGE_PATCH, sendFile, type Query } from '../../kernel/http';
import type { Page } from '../../kernel/list';
import { kapiOf, projectKapi, type Place } from '../../kernel/place';

export type ParameterType = 'string' | 'int' | 'float' | 'bool' | 'enum';
export type Scalar = string | number | boolean;

/** What a program can be told. */
export interface Parameter {
  name: string;
  type: ParameterType;
  default?: Scalar;
  minimum?: number;
  maximum?: number;
  values?: string[];
  required?: boolean;
  description?: string;
}

/** An input or output of a program. */
export interface Slot {
  name: string;
  need?: 'Required' | 'Optional';
  description?: string;
}

export interface AlgorithmVersion {
  name: string;
  description?: string;
  source: { image: string; archive?: { digest: string }; git?: { repository?: string; url?: string; commit: string } };
  command?: string[];
  args?: string[];
  parameters?: Parameter[];
  inputs?: Slot[];
  outputs?: Slot[];
  metrics?: Array<{ name: string; direction?: 'Maximize' | 'Minimize'; description?: string }>;
  replicas?: number;
  resources?: { cpu?: string; memory?: string };
  deprecation?: { message?: string };
}

export type AlgorithmSharing = 'Project' | 'Workspace' | 'Platform';

export interface Algorithm {
  apiVersion?: string;
  kind?: string;
  metadata: { name: string; namespace: string; creationTimestamp?: string; annotations?: Record<string, string> };
  spec: { title?: string; description?: string; sharing?: AlgorithmSharing; versions: AlgorithmVersion[] };
}

const listOf = (namespace: string) => `${projectKapi(namespace)}/algorithms`;
const one = (namespace: string, name: string) => `${listOf(namespace)}/${encodeURIComponent(name)}`;

export const listAlgorithms = (place: Place, query: Query) => call<Page<Algorithm>>('GET', `${kapiOf(place)}/algorithms`, { query });
export const getAlgorithm = (namespace: string, name: string) => call<Algorithm>('GET', one(namespace, name));
export const createAlgorithm = (namespace: string, algorithm: unknown) => call<Algorithm>('POST', listOf(namespace), { body: algorithm });
export const changeAlgorithm = (namespace: string, name: string, patch: unknown) =>
  call<Algorithm>('PATCH', one(namespace, name), { body: patch, contentType: MERGE_PATCH });
export const deleteAlgorithm = (namespace: string, name: string) => call<void>('DELETE', one(namespace, name));

/** Stores an archive of code; its digest goes into a version's source. */
export const uploadArchive = (namespace: string, content: Blob, onProgress: (bytes: number) => void) =>
  sendFile<{ digest: string; bytes?: number }>('POST', `${projectKapi(namespace)}/algorithmarchives`, { content, onProgress });
