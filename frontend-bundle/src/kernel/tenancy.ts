import { useQuery } from 'react-query';
import { call } from './http';
import type { Page } from './list';
import { currentCluster, inCluster, type Place } from './place';

/** A project: a namespace of a workspace. */
export interface Project {
  namespace: string;
  title: string;
  workspace: string;
}

interface Namespace {
  metadata: { name: string; labels?: Record<string, string>; annotations?: Record<string, string> };
}

let me = () => window.globals?.user?.username ?? '';

/** The light shell knows its user by itself. */
export function setUserSource(source: () => string): void {
  me = source;
}

export function currentUser(): string {
  return me();
}

const TENANT = '/kapis/tenant.kubesphere.io/v1beta1';

/** Projects of the user whose name has this part, the first fifty. */
export function useProjects(name: string) {
  return useQuery(['projects', currentUser(), currentCluster(), name], async () => {
    const page = await call<Page<Namespace>>('GET', inCluster(`${TENANT}/namespaces`), {
      query: { limit: 50, page: 1, sortBy: 'name', ascending: true, name },
    });
    return page.items.map(projectOf);
  }, { keepPreviousData: true, staleTime: 30_000 });
}

function projectOf({ metadata }: Namespace): Project {
  return {
    namespace: metadata.name,
    title: metadata.annotations?.['kubesphere.io/alias-name'] ?? metadata.name,
    workspace: metadata.labels?.['kubesphere.io/workspace'] ?? '',
  };
}

interface RoleTemplate {
  metadata: { annotations?: Record<string, string> };
}

export type Action = 'view' | 'manage';

/** Says whether the user may do something with a module; the service decides, this only hides what it would refuse. */
export type May = (module: string, action: Action) => boolean;

const NOTHING: May = () => false;
const EVERYTHING: May = () => true;

/** What the user's roles allow in a place; nothing until that is known. */
export function useMay(place: Place): May {
  const rules = useQuery(['rules', currentUser(), currentCluster(), place], async () => {
    const [admin, ...pages] = await Promise.all([isPlatformAdmin(), ...scopesOf(place).map(templates)]);
    return admin ? 'everything' : pages.flat().map(rulesOf);
  }, { staleTime: 60_000 });
  if (!rules.data) {
    return NOTHING;
  }
  if (rules.data === 'everything') {
    return EVERYTHING;
  }
  const all = rules.data;
  return (module, action) => all.some(rule => allows(rule[`ai-${module}`], action));
}

function scopesOf(place: Place): Array<Record<string, string>> {
  switch (place.kind) {
    case 'project':
      return [{ scope: 'global' }, { scope: 'namespace', namespace: place.namespace }];
    case 'workspace':
      return [{ scope: 'global' }, { scope: 'workspace', workspace: place.workspace }];
    case 'cluster':
      return [{ scope: 'global' }];
  }
}

/** The platform admin's rights are no role templates: the console looks at the role's name as well. */
async function isPlatformAdmin(): Promise<boolean> {
  const path = `/kapis/iam.kubesphere.io/v1beta1/users/${encodeURIComponent(currentUser())}`;
  const user = await call<RoleTemplate>('GET', path);
  return user.metadata.annotations?.['iam.kubesphere.io/globalrole'] === 'platform-admin';
}

async function templates(query: Record<string, string>): Promise<RoleTemplate[]> {
  const path = inCluster(`/kapis/iam.kubesphere.io/v1beta1/users/${encodeURIComponent(currentUser())}/roletemplates`);
  return (await call<Page<RoleTemplate>>('GET', path, { query })).items;
}

function rulesOf({ metadata }: RoleTemplate): Record<string, unknown> {
  try {
    return JSON.parse(metadata.annotations?.['iam.kubesphere.io/role-template-rules'] ?? '{}') as Record<string, unknown>;
  } catch {
    // Other extensions' templates are theirs; one that is no JSON grants nothing here.
    return {};
  }
}

function allows(granted: unknown, action: Action): boolean {
  const all = Array.isArray(granted) ? granted : [granted];
  return all.some(one => one === action || one === 'manage' || one === '*');
}
