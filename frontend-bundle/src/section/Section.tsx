import { Bell, Data, Dashboard, Computing, Log, Templet, Topology } from '@kubed/icons';
import React from 'react';
import { Navigate, NavLink, Outlet, useLocation, useParams } from 'react-router-dom';
import styled from 'styled-components';
import { kernelText } from '../kernel/locales';
import { projectPath } from '../kernel/place';
import { useMay, useProjects } from '../kernel/tenancy';
import { Await, EmptyPane } from '../kernel/ui/panes';
import { algorithmText } from '../modules/algorithm';
import { datasetText } from '../modules/dataset';
import { notificationText } from '../modules/notification';
import { logText } from '../modules/observability';
import { overviewText } from '../modules/overview';
import { tracingText } from '../modules/tracing';
import { trainingText } from '../modules/training';
import { ProjectPicker } from './ProjectPicker';

const Side = styled.aside`
  position: fixed;
  width: 220px;
  padding: 20px 0 20px 20px;
  overflow: auto;

  nav { margin-top: 16px; display: flex; flex-direction: column; gap: 4px; }

  nav a {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 8px 12px;
    border-radius: 4px;
    color: ${props => props.theme.palette['accents_8']};
  }

  nav a[aria-current='page'] { background: ${props => props.theme.palette['accents_0']}; font-weight: 600; }

  footer { margin: 24px 12px; color: ${props => props.theme.palette['accents_6']}; }
`;

const Main = styled.main`
  margin-left: 240px;
  padding: 20px;
  min-width: 0;
`;

declare const __VERSION__: string;

const entries = () => [
  { module: 'overview', page: 'overview', title: overviewText('title'), icon: <Dashboard size={16} /> },
  { module: 'datasets', page: 'datasets', title: datasetText('title'), icon: <Data size={16} /> },
  { module: 'algorithms', page: 'algorithms', title: algorithmText('title'), icon: <Templet size={16} /> },
  { module: 'training', page: 'trainingjobs', title: trainingText('title'), icon: <Computing size={16} /> },
  { module: 'logs', page: 'logs', title: logText('title'), icon: <Log size={16} /> },
  { module: 'traces', page: 'traces', title: tracingText('title'), icon: <Topology size={16} /> },
  { module: 'notifications', page: 'notifications', title: notificationText('title'), icon: <Bell size={16} /> },
];

/** The pages of a project, with what the user's roles allow of them in the navigation. */
export function Section() {
  const { namespace = '' } = useParams();
  const may = useMay({ kind: 'project', namespace });
  const page = /\/projects\/[^/]+\/([^/]+)/.exec(useLocation().pathname)?.[1] ?? 'overview';
  return (
    <>
      <Side>
        <ProjectPicker namespace={namespace} page={page} />
        <nav aria-label={kernelText('project')}>
          {entries().filter(entry => may(entry.module, 'view')).map(entry => (
            <NavLink key={entry.page} to={projectPath(namespace, entry.page)}>{entry.icon}{entry.title}</NavLink>
          ))}
        </nav>
        <footer>{kernelText('version', { version: __VERSION__ })}</footer>
      </Side>
      <Main><Outlet /></Main>
    </>
  );
}

/** Leads to the first project of the user. */
export function FirstProject() {
  const projects = useProjects('');
  return (
    <Await of={projects}>
      {found => found[0]
        ? <Navigate to={projectPath(found[0].namespace, 'overview')} replace />
        : <EmptyPane title={kernelText('noProject')} text={kernelText('noProjectText')} />}
    </Await>
  );
}
