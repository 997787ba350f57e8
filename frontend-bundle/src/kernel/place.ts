/** Where lists look: a project, a workspace's projects, or all of the cluster. */
export type Place =
  | { kind: 'project'; namespace: string }
  | { kind: 'workspace'; workspace: string }
  | { kind: 'cluster' };

const ROOT = '/kapis/ai.kubesphere.io/v1alpha1';

/** Where our own section of the console begins. */
export const SECTION = '/ai';

/** Our section of a named cluster. The console's own addresses of a workspace called "ai" say `clusters`, so this does not. */
export const SECTION_OF_CLUSTER = `${SECTION}/in/:cluster`;

const NAMES_A_CLUSTER = [
  /^\/clusters\/([^/]+)(?:\/|$)/,
  /^\/[^/]+\/clusters\/([^/]+)\/projects\//,
  /^\/ai\/in\/([^/]+)\//,
];

/** The cluster that the address of the page names; none means the one that the console belongs to. */
export function currentCluster(): string | undefined {
  const address = window.location.pathname;
  const name = NAMES_A_CLUSTER.map(pattern => pattern.exec(address)?.[1]).find(found => found !== undefined);
  return name === undefined ? undefined : decodeURIComponent(name);
}

/** A path of the API in the cluster that the page is of. */
export function inCluster(path: string): string {
  const cluster = currentCluster();
  return cluster === undefined ? path : `/clusters/${encodeURIComponent(cluster)}${path}`;
}

/** The KAPI below which a place's objects are. */
export function kapiOf(place: Place): string {
  switch (place.kind) {
    case 'project':
      return projectKapi(place.namespace);
    case 'workspace':
      return inCluster(`${ROOT}/workspaces/${encodeURIComponent(place.workspace)}`);
    case 'cluster':
      return inCluster(ROOT);
  }
}

export function projectKapi(namespace: string): string {
  return inCluster(`${ROOT}/namespaces/${encodeURIComponent(namespace)}`);
}

/** The KAPI below which what is one user's own is, in whatever project. */
export function userKapi(user: string): string {
  return inCluster(`${ROOT}/users/${encodeURIComponent(user)}`);
}

/** A key for caches. */
export function placeKey(place: Place): string {
  return kapiOf(place);
}

/** The address of a page of something that the project owns or, where the owner is another, that is shared with it. */
export function sharedPath(namespace: string, owner: string | undefined, ...parts: string[]): string {
  const path = projectPath(namespace, ...parts);
  return owner && owner !== namespace ? `${path}?project=${encodeURIComponent(owner)}` : path;
}

/** The address of a page of a project, in the cluster that the page at hand is of. */
export function projectPath(namespace: string, ...parts: string[]): string {
  const cluster = currentCluster();
  const section = cluster === undefined ? SECTION : SECTION_OF_CLUSTER.replace(':cluster', encodeURIComponent(cluster));
  return [section, 'projects', ...[namespace, ...parts].map(encodeURIComponent)].join('/');
}
