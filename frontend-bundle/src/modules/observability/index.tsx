import React from 'react';
import { useParams } from 'react-router-dom';
import { LogsPage } from './LogsPage';

export { messages as logMessages, t as logText } from './locales';
export { JobLogLinks } from './LogLinks';
export { LogsPage } from './LogsPage';
export { logsNaming } from './address';

function Logs() {
  const { namespace = '' } = useParams();
  return <LogsPage key={namespace} place={{ kind: 'project', namespace }} />;
}

/** Pages of a project, below its address. */
export const logRoutes = [{ path: 'logs', element: <Logs /> }];
