import { dump, load } from 'js-yaml';

/** An object as YAML, without what only the API server writes. */
export function toYaml(value: unknown): string {
  return dump(value, { lineWidth: 120, noRefs: true });
}

/** What a YAML text says; throws with line and column when it says nothing. */
export function fromYaml(text: string): unknown {
  return load(text);
}

interface Stored {
  metadata?: Record<string, unknown>;
}

/** An object as its author would write it: without managed fields and what kubectl remembers. */
export function cleaned<T extends Stored>(stored: T): T {
  const { managedFields: _managed, annotations, ...metadata } = (stored.metadata ?? {}) as Record<string, unknown>;
  const kept = Object.entries((annotations as Record<string, string>) ?? {}).filter(([key]) => !key.startsWith('kubectl.kubernetes.io/'));
  return { ...stored, metadata: { ...metadata, ...(kept.length > 0 ? { annotations: Object.fromEntries(kept) } : {}) } };
}
