import { call, download, MERGE_PATCH, open, sendFile, type Query } from '../../kernel/http';
import type { Page } from '../../kernel/list';
import { kapiOf, projectKapi, type Place } from '../../kernel/place';

export const KINDS = ['Generic', 'Tabular', 'Image', 'Text', 'Audio', 'Video'] as const;
export type DatasetKind = (typeof KINDS)[number];
export const SCOPES = ['Project', 'Projects', 'Workspace', 'Platform'] as const;
export type Scope = (typeof SCOPES)[number];

/** A bucket of any S3 server. */
export interface Bucket {
  endpoint?: string;
  region?: string;
  bucket: string;
  prefix?: string;
  secret?: string;
}

/** A directory of a volume of the project. */
export interface VolumeDirectory {
  claim: string;
  path?: string;
}

export interface DatasetSpec {
  title?: string;
  description?: string;
  kind?: DatasetKind;
  storage?: { s3?: Bucket; volume?: VolumeDirectory };
  sharing?: { scope: Scope; projects?: string[] };
  retention?: { deletedDays: number };
}

export interface Dataset {
  apiVersion?: string;
  kind?: string;
  metadata: { name: string; namespace: string; uid: string; creationTimestamp: string; annotations?: Record<string, string> };
  spec: DatasetSpec;
  status?: {
    count?: number;
    latest?: { version: string; digest: string; files: number; bytes: number; createdAt: string };
    volume?: { phase: string; servedBy?: string };
    conditions?: Array<{ type: string; status: string; reason: string; message: string }>;
  };
}

export interface DatasetFile {
  path: string;
  size: number;
  digest: string;
  mediaType: string;
}

export interface DatasetVersion {
  project: string;
  dataset: string;
  name: string;
  digest: string;
  files: number;
  bytes: number;
  description?: string;
  creator: string;
  createdAt: string;
  tags?: string[];
  deletedAt?: string;
  purgeAt?: string;
}

export interface Directory {
  path?: string;
  entries: Array<{ name: string; file?: DatasetFile; files?: number }>;
  next?: string;
}

export interface VersionDiff {
  from: string;
  to: string;
  totals: { added: number; removed: number; changed: number; same: number; bytesAdded: number; bytesRemoved: number };
  changes: Array<{ path: string; before?: DatasetFile; after?: DatasetFile }>;
  next?: string;
}

/** DuckDB's summary of a column; numbers are text, as they may be larger than JavaScript's. */
export interface ColumnStatistics {
  column_name: string;
  column_type: string;
  min: string | null;
  max: string | null;
  approx_unique: string | null;
  avg: string | null;
  std: string | null;
  q25: string | null;
  q50: string | null;
  q75: string | null;
  null_percentage: string | null;
  distribution?: Array<{ value: string | null; rows: string }>;
}

export interface Preview {
  file: DatasetFile;
  table?: {
    columns: Array<{ name: string; type: string }>;
    rows: Array<Array<string | null>>;
    totalRows?: number;
    statistics?: ColumnStatistics[];
  };
  image?: { width: number; height: number; format: string };
  text?: { head: string; lines?: number };
  fault?: string;
}

export interface Upload {
  id: string;
  creator: string;
  createdAt: string;
  expiresAt: string;
  state: 'Open' | 'Committed' | 'Aborted' | 'Expired';
  files: number;
  bytes: number;
  base?: string;
  version?: string;
}

export interface Piecewise {
  id: string;
  path: string;
  size: number;
  pieceSize: number;
  pieces: number;
  received: number[];
}

export interface ImportSource {
  http?: { urls: string[]; secret?: string };
  s3?: Bucket;
  dataset?: { namespace?: string; name: string; version: string; prefix?: string };
  storage?: { prefix?: string };
}

export interface NewImport {
  source: ImportSource;
  version: string;
  description?: string;
  base?: string;
  directory?: string;
  unpack?: boolean;
}

export interface DatasetImport {
  id: string;
  creator: string;
  createdAt: string;
  request: NewImport;
  state: 'Waiting' | 'Running' | 'Succeeded' | 'Failed' | 'Cancelled';
  progress: { listed: boolean; files: number; filesDone: number; bytes: number; bytesDone: number; bytesPerSecond: number };
  attempts: number;
  message?: string;
  nextAttemptAt?: string;
  finishedAt?: string;
}

export interface DeletedDataset {
  id: string;
  name: string;
  creator: string;
  deletedAt: string;
  purgeAt: string;
}

/** Whose it is in another project is told only to those who may know. */
export interface VersionUse {
  kind: string;
  uid?: string;
  namespace?: string;
  name?: string;
  since: string;
  endedAt?: string;
}

/** A dataset as a project sees it: its own, or one that the owner project shares. */
export interface DatasetRef {
  namespace: string;
  name: string;
  owner?: string | undefined;
}

const listOf = (namespace: string) => `${projectKapi(namespace)}/datasets`;
const one = ({ namespace, name }: DatasetRef) => `${listOf(namespace)}/${encodeURIComponent(name)}`;
const version = (ref: DatasetRef, name: string) => `${one(ref)}/versions/${encodeURIComponent(name)}`;
const upload = (ref: DatasetRef, id: string) => `${one(ref)}/uploads/${encodeURIComponent(id)}`;
const owned = ({ namespace, owner }: DatasetRef): Query => (owner && owner !== namespace ? { project: owner } : {});

export const listDatasets = (place: Place, query: Query) => call<Page<Dataset>>('GET', `${kapiOf(place)}/datasets`, { query });
export const getDataset = (ref: DatasetRef) => call<Dataset>('GET', one(ref), { query: owned(ref) });
export const createDataset = (namespace: string, dataset: { metadata: { name: string }; spec: DatasetSpec }) =>
  call<Dataset>('POST', listOf(namespace), { body: dataset });
export const changeDataset = (ref: DatasetRef, spec: Partial<DatasetSpec>) =>
  call<Dataset>('PATCH', one(ref), { body: { spec }, contentType: MERGE_PATCH });
export const deleteDataset = (ref: DatasetRef) => call<void>('DELETE', one(ref));
export const listDeleted = (namespace: string) => call<Page<DeletedDataset>>('GET', `${projectKapi(namespace)}/deleteddatasets`);
export const restoreDataset = (namespace: string, id: string) =>
  call<Dataset>('POST', `${projectKapi(namespace)}/deleteddatasets/${encodeURIComponent(id)}/restore`, { body: {} });

export const listVersions = (ref: DatasetRef, query: Query) =>
  call<Page<DatasetVersion>>('GET', `${one(ref)}/versions`, { query: { ...query, ...owned(ref) } });
export const listDeletedVersions = (ref: DatasetRef) => call<Page<DatasetVersion>>('GET', `${one(ref)}/deletedversions`, { query: { limit: 100 } });
export const getVersion = (ref: DatasetRef, name: string) => call<DatasetVersion>('GET', version(ref, name), { query: owned(ref) });
export const deleteVersion = (ref: DatasetRef, name: string) => call<DatasetVersion>('DELETE', version(ref, name));
export const restoreVersion = (ref: DatasetRef, name: string) => call<DatasetVersion>('POST', `${version(ref, name)}/restore`, { body: {} });
export const listUses = (ref: DatasetRef, name: string) => call<Page<VersionUse>>('GET', `${version(ref, name)}/usage`, { query: owned(ref) });
export const readDirectory = (ref: DatasetRef, name: string, query: { path: string; after?: string | undefined }) =>
  call<Directory>('GET', `${version(ref, name)}/directory`, { query: { ...query, limit: 200, ...owned(ref) } });
export const readDiff = (ref: DatasetRef, from: string, query: { to: string; after?: string | undefined }) =>
  call<VersionDiff>('GET', `${version(ref, from)}/diff`, { query: { ...query, ...owned(ref) } });
export const readPreview = (ref: DatasetRef, name: string, path: string) =>
  call<Preview>('GET', `${version(ref, name)}/preview`, { query: { path, ...owned(ref) } });
export const readThumbnail = async (ref: DatasetRef, name: string, path: string) =>
  (await open('GET', `${version(ref, name)}/thumbnail`, { query: { path, size: 512, ...owned(ref) } })).blob();
export const downloadFile = (ref: DatasetRef, name: string, file: DatasetFile) =>
  download(`${version(ref, name)}/content`, { path: file.path, ...owned(ref) }, file.path.slice(file.path.lastIndexOf('/') + 1));
export const downloadArchive = (ref: DatasetRef, name: string) =>
  download(`${version(ref, name)}/archive`, { format: 'zip', ...owned(ref) }, `${ref.name}-${name}.zip`);
export const putTag = (ref: DatasetRef, tag: string, target: string) =>
  call<unknown>('PUT', `${one(ref)}/tags`, { body: { name: tag, version: target } });

export const listUploads = (ref: DatasetRef) => call<Page<Upload>>('GET', `${one(ref)}/uploads`);
export const beginUpload = (ref: DatasetRef, base: string) => call<Upload>('POST', `${one(ref)}/uploads`, { body: base ? { base } : {} });
export const abortUpload = (ref: DatasetRef, id: string) => call<Upload>('DELETE', upload(ref, id));
export const commitUpload = (ref: DatasetRef, id: string, body: { version: string; description: string }) =>
  call<DatasetVersion>('POST', `${upload(ref, id)}/commit`, { body });
export const listArrived = (ref: DatasetRef, id: string, page: number) =>
  call<Page<DatasetFile>>('GET', `${upload(ref, id)}/files`, { query: { page, limit: 1000 } });

const imported = (ref: DatasetRef, id: string) => `${one(ref)}/imports/${encodeURIComponent(id)}`;
export const listImports = (ref: DatasetRef) => call<Page<DatasetImport>>('GET', `${one(ref)}/imports`);
export const beginImport = (ref: DatasetRef, wanted: NewImport) => call<DatasetImport>('POST', `${one(ref)}/imports`, { body: wanted });
export const cancelImport = (ref: DatasetRef, id: string) => call<DatasetImport>('POST', `${imported(ref, id)}/cancel`, { body: {} });
export const retryImport = (ref: DatasetRef, id: string) => call<DatasetImport>('POST', `${imported(ref, id)}/retry`, { body: {} });

interface Transfer {
  content: Blob;
  signal: AbortSignal;
  onProgress: (bytes: number) => void;
}

export const putFile = (ref: DatasetRef, id: string, path: string, transfer: Transfer) =>
  sendFile<DatasetFile>('PUT', `${upload(ref, id)}/files`, { ...transfer, query: { path } });
export const unpackArchive = (ref: DatasetRef, id: string, transfer: Transfer) =>
  sendFile<{ files: number; bytes: number }>('POST', `${upload(ref, id)}/files`, transfer);
export const beginPieces = (ref: DatasetRef, id: string, path: string, size: number) =>
  call<Piecewise>('POST', `${upload(ref, id)}/pieces`, { body: { path, size } });
export const putPiece = (ref: DatasetRef, id: string, file: string, number: number, transfer: Transfer) =>
  sendFile<Piecewise>('PUT', `${upload(ref, id)}/pieces/${encodeURIComponent(file)}`, { ...transfer, query: { number } });
export const joinPieces = (ref: DatasetRef, id: string, file: string) =>
  call<DatasetFile>('POST', `${upload(ref, id)}/pieces/${encodeURIComponent(file)}/join`, { body: {} });
