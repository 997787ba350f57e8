import type { ServiceGraph } from './api';

export interface Spot {
  name: string;
  x: number;
  y: number;
}

const COLUMN = 230;
const LINE = 76;

/** Columns by how far a service is from where requests come in; what calls itself in a circle stays where it was found first. */
export function layout(graph: ServiceGraph): { spots: Map<string, Spot>; width: number; height: number } {
  const names = graph.services.map(service => service.name);
  const known = new Set(names);
  const callees = new Map<string, string[]>();
  const called = new Set<string>();
  for (const call of graph.calls.filter(each => known.has(each.from) && known.has(each.to))) {
    callees.set(call.from, [...(callees.get(call.from) ?? []), call.to]);
    called.add(call.to);
  }
  const columns = new Map<string, number>();
  const entries = names.filter(name => !called.has(name));
  for (const begin of [...entries, ...names]) {
    spread(begin, callees, columns);
  }
  const lines = new Map<number, number>();
  const spots = new Map<string, Spot>();
  for (const name of names) {
    const column = columns.get(name) ?? 0;
    const line = lines.get(column) ?? 0;
    lines.set(column, line + 1);
    spots.set(name, { name, x: column * COLUMN, y: line * LINE });
  }
  return {
    spots,
    width: (Math.max(0, ...lines.keys()) + 1) * COLUMN,
    height: Math.max(1, ...lines.values()) * LINE,
  };
}

function spread(begin: string, callees: Map<string, string[]>, columns: Map<string, number>) {
  if (columns.has(begin)) {
    return;
  }
  columns.set(begin, 0);
  const open = [begin];
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    for (const next of callees.get(name) ?? []) {
      if (!columns.has(next)) {
        columns.set(next, (columns.get(name) ?? 0) + 1);
        open.push(next);
      }
    }
  }
}
