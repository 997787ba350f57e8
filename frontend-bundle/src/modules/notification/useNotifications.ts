import { useQuery } from 'react-query';
import { listQuery, type ListState } from '../../kernel/list';
import { POLL_MS, useRefresh } from '../../kernel/queries';
import * as api from './api';

export function useSubscriptions(namespace: string, state: ListState) {
  return useQuery(['notificationsubscriptions', namespace, listQuery(state)], () => api.listSubscriptions(namespace, listQuery(state)), {
    keepPreviousData: true,
    refetchInterval: 3 * POLL_MS,
  });
}

const isOnItsWay = (delivery: api.Delivery) => delivery.state === 'Waiting';

export function useDeliveries(namespace: string, state: ListState) {
  return useQuery(['notificationdeliveries', namespace, listQuery(state)], () => api.listDeliveries(namespace, listQuery(state)), {
    keepPreviousData: true,
    refetchInterval: page => (page?.items.some(isOnItsWay) ? POLL_MS : 3 * POLL_MS),
  });
}

export function useDelivery(namespace: string, id: string) {
  return useQuery(['notificationdelivery', namespace, id], () => api.getDelivery(namespace, id), {
    refetchInterval: delivery => (delivery && isOnItsWay(delivery) ? POLL_MS : false),
  });
}

export const useRefreshNotifications = () =>
  useRefresh('notificationsubscriptions', 'notificationdeliveries', 'notificationdelivery');
