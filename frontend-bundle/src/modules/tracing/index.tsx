import React from 'react';
import { useParams } from 'react-router-dom';
import { TracesPage } from './TracesPage';

export { messages as tracingMessages, t as tracingText } from './locales';
export { TracesPage } from './TracesPage';

function Traces() {
  const { namespace = '' } = useParams();
  return <TracesPage place={{ kind: 'project', namespace }} />;
}

/** Pages of a project, below its address. */
export const tracingRoutes = [{ path: 'traces', element: <Traces /> }];
