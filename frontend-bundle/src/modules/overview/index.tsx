import React from 'react';
import { useParams } from 'react-router-dom';
import { OverviewPage } from './OverviewPage';

export { messages as overviewMessages, t as overviewText } from './locales';
export { OverviewPage } from './OverviewPage';

function Overview() {
  const { namespace = '' } = useParams();
  return <OverviewPage place={{ kind: 'project', namespace }} />;
}

/** Pages of a project, below its address. */
export const overviewRoutes = [{ path: 'overview', element: <Overview /> }];
