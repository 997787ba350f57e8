import React from 'react';
import { Navigate, useParams } from 'react-router-dom';
import { projectPath, SECTION, SECTION_OF_CLUSTER, type Place } from '../kernel/place';
import { Framed } from '../kernel/ui/Framed';
import { AlgorithmsPage, algorithmRoutes } from '../modules/algorithm';
import { DatasetsPage, datasetRoutes } from '../modules/dataset';
import { notificationRoutes } from '../modules/notification';
import { logRoutes, LogsPage } from '../modules/observability';
import { OverviewPage, overviewRoutes } from '../modules/overview';
import { TracesPage, tracingRoutes } from '../modules/tracing';
import { TrainingJobsPage, trainingRoutes } from '../modules/training';
import { FirstProject, Section } from './Section';

function ToOverview() {
  const { namespace = '' } = useParams();
  return <Navigate to={projectPath(namespace, 'overview')} replace />;
}

/** A page of ours; each stands in a boundary of its own, so that a fault leaves the rest usable. */
const framed = <T extends { path: string; element: JSX.Element }>(route: T) => ({ ...route, element: <Framed>{route.element}</Framed> });

/** Our own section: all pages of a project, of this cluster or of one that the address names. */
export const sectionRoutes = [
  framed({ path: SECTION, element: <FirstProject /> }),
  ...[SECTION, SECTION_OF_CLUSTER].map(section => ({
    ...framed({ path: `${section}/projects/:namespace`, element: <Section /> }),
    children: [
      { index: true, element: <ToOverview /> },
      ...[...overviewRoutes, ...datasetRoutes, ...algorithmRoutes, ...trainingRoutes, ...logRoutes, ...tracingRoutes, ...notificationRoutes].map(framed),
    ],
  })),
];

const LISTS: Array<{ name: string; page: (props: { place: Place }) => JSX.Element }> = [
  { name: 'ai-overview', page: OverviewPage },
  { name: 'ai-datasets', page: DatasetsPage },
  { name: 'ai-algorithms', page: AlgorithmsPage },
  { name: 'ai-training', page: TrainingJobsPage },
  { name: 'ai-logs', page: LogsPage },
  { name: 'ai-traces', page: TracesPage },
];

function InWorkspace({ page: Page }: { page: (props: { place: Place }) => JSX.Element }) {
  const { workspace = '' } = useParams();
  return <Page place={{ kind: 'workspace', workspace }} />;
}

function InProject({ page: Page }: { page: (props: { place: Place }) => JSX.Element }) {
  const { namespace = '' } = useParams();
  return <Page place={{ kind: 'project', namespace }} />;
}

const CONSOLE_PROJECT = '/:workspace/clusters/:cluster/projects/:namespace';

/** Lists of a project, of all projects of a workspace, and of the cluster, inside the console's own pages. */
export const scopedRoutes = LISTS.flatMap(({ name, page: Page }) => [
  { parentRoute: '/workspaces/:workspace', ...framed({ path: `/workspaces/:workspace/${name}`, element: <InWorkspace page={Page} /> }) },
  { parentRoute: '/clusters/:cluster', ...framed({ path: `/clusters/:cluster/${name}`, element: <Page place={{ kind: 'cluster' }} /> }) },
  { parentRoute: CONSOLE_PROJECT, ...framed({ path: `${CONSOLE_PROJECT}/${name}`, element: <InProject page={Page} /> }) },
]);
