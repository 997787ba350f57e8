/** Where lists look: a project, a workspace's projects, or all of the cluster. */
export type Place =
  | { kind: 'project'; namespace: string }
  | { kind: 'workspace'; workspace: string }
  | { kind: 'cluster' };

const ROOT = '/kapis/ai.kubesphere.io/v1alpha1';

/** The KAPI below which a place's objects are. */
export function kapiOf(place: Place): string {
  switch (place.kind) {
    case 'project':
      return projectKapi(place.namespace);
    case 'workspace':
      return `${ROOT}/workspaces/${encodeURIComponent(place.workspace)}`;
    case 'cluster':
      return ROOT;
  }
}

export function projectKapi(namespace: string): string {
  return `${ROOT}/namespaces/${encodeURIComponent(namespace)}`;
}

/** A key for caches. */
export function placeKey(place: Place): string {
  return kapiOf(place);
}

/** Where our own section of the console begins. */
export const SECTION = '/ai';

/** The address of a page of something that the project owns or, where the owner is another, that is shared with it. */
export function sharedPath(namespace: string, owner: string | undefined, ...parts: string[]): string {
  const path = projectPath(namespace, ...parts);
  return owner && owner !== namespace ? `${path}?project=${encodeURIComponent(owner)}` : path;
}

/** The address of a page of a project. */
export function projectPath(namespace: string, ...parts: string[]): string {
  return [SECTION, 'projects', ...[namespace, ...parts].map(encodeURIComponent)].join('/');
}
