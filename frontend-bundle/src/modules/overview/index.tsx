import React from 'react';
import { useParams } from 'react-router-dom';
import { OverviewPage } from './OverviewPage';

export { messages as overviewMessages, t as overviewText } from './locales';

function Overview() {
  const { namespace = '' } = useParams();
  return <OverviewPage namespace={namespace} />;
}

/** Pages of a project, below its address. */
export const overviewRoutes = [{ path: 'overview', element: <Overview /> }];
