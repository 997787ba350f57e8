import { call, download } from '../../kernel/http';
import { kapiOf, userKapi, type Place } from '../../kernel/place';

/** A number with its unit and age, or why it is not there. */
export interface Figure {
  value?: number;
  unit: 'core' | 'byte' | 'card' | 'device' | 'byte/s';
  time?: string;
  missing?: string;
}

export type MeasureName = 'cpu' | 'memory' | 'gpu' | 'gpuMemory';
export type Figures = Record<MeasureName, Figure>;

export interface Ring {
  measure: MeasureName;
  capacity: Figure;
  allocatable: Figure;
  requested: Figure;
  used: Figure;
  reporting: number;
  machines: number;
}

export type PlaneName = 'business' | 'storage' | 'compute';

/** A machine's devices in one of its networks. */
export interface NicPlane {
  plane: PlaneName;
  capacity: Figure;
  requested: Figure;
  received: Figure;
  sent: Figure;
  speed: Figure;
}

export interface TableRow {
  name: string;
  namespace?: string;
  machine?: { state: string; model?: string; capacity: Figures; allocatable: Figures; planes: NicPlane[] };
  requested: Figures;
  used: Figures;
}

export type Grouping = 'machines' | 'workspaces' | 'projects' | 'applications' | 'users';

export interface Breakdown {
  by: Grouping;
  items: TableRow[];
  others: TableRow;
  unattributed: TableRow;
  totalItems: number;
}

export interface JobLine {
  namespace: string;
  name: string;
  phase: string;
  reason: string;
  message: string;
  owner?: string;
  since: string;
}

export interface IdleGpu {
  namespace: string;
  pod: string;
  machine: string;
  application?: string;
  owner?: string;
  cards: Figure;
  peak: Figure;
  window: string;
}

export interface FreeBlock {
  model: string;
  resource: string;
  free: number;
  shapes: Array<{ cardsPerWorker: number; workers: number }>;
  largest: { cardsPerWorker: number; workers: number };
}

export interface Overview {
  time: string;
  source: string;
  notices: Array<{ reason: string; message: string }>;
  rings: Ring[];
  tables: Breakdown[];
  phases: Record<string, number>;
  waiting: { depth: number; cards: number; oldest: JobLine[] };
  stalled: JobLine[];
  idle: IdleGpu[];
  freeBlocks: FreeBlock[];
}

export interface History {
  measure: MeasureName;
  unit: 'core' | 'byte' | 'card';
  from: string;
  to: string;
  lines: Array<{ name: 'used' | 'requested' | 'allocatable'; points: Array<{ time: string; value: number }> }>;
}

/** A place, or what is the user's own wherever it is. */
export type Outlook = Place | { kind: 'user'; user: string };

export function pathOf(outlook: Outlook): string {
  return `${outlook.kind === 'user' ? userKapi(outlook.user) : kapiOf(outlook)}/overview`;
}

export const getOverview = (outlook: Outlook) => call<Overview>('GET', pathOf(outlook));

export const getHistory = (outlook: Outlook, measure: MeasureName) =>
  call<History>('GET', `${pathOf(outlook)}/history`, { query: { measure } });

export const saveTable = (outlook: Outlook, by: Grouping) => download(`${pathOf(outlook)}/${by}.csv`, {}, `${by}.csv`);
