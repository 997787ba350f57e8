import React from 'react';
import { useParams } from 'react-router-dom';
import { DeliveriesPage } from './DeliveriesPage';
import { SubscriptionsPage } from './SubscriptionsPage';

export { messages as notificationMessages, t as notificationText } from './locales';

function Subscriptions() {
  const { namespace = '' } = useParams();
  return <SubscriptionsPage key={namespace} namespace={namespace} />;
}

function Deliveries() {
  const { namespace = '' } = useParams();
  return <DeliveriesPage key={namespace} namespace={namespace} />;
}

/** Pages of a project, below its address. */
export const notificationRoutes = [
  { path: 'notifications', element: <Subscriptions /> },
  { path: 'notifications/deliveries', element: <Deliveries /> },
];
