import { call, type Query } from '../../kernel/http';
import type { Page } from '../../kernel/list';
import { projectKapi } from '../../kernel/place';

/** What can be told, in the order in which it is offered; a test of a subscription is never chosen. */
export const KINDS = [
  'JobSucceeded',
  'JobFailed',
  'JobStalled',
  'JobRecovered',
  'JobPreempted',
  'JobWaiting',
  'GpuIdle',
  'QuotaNearlyReached',
  'QuotaReached',
] as const;

export type Kind = (typeof KINDS)[number];

export interface Filter {
  owner: string;
  application: string;
  queue: string;
}

export interface Subscription {
  name: string;
  creator: string;
  createdAt: string;
  kinds: Array<Kind | 'Test'>;
  filter: Filter;
  /** Scheme and host; the rest of the address is never shown. */
  server: string;
  signed: boolean;
  authorized: boolean;
  paused: boolean;
  health: { waiting: number; failures: number; nextAttemptAt?: string };
}

export interface SubscriptionRequest {
  name: string;
  kinds: Kind[];
  filter: Filter;
  /** Absent in a change means as before. */
  target?: { url: string; secret?: string; authorization?: string };
  paused: boolean;
}

export type DeliveryState = 'Waiting' | 'Delivered' | 'Failed';

export interface Attempt {
  number: number;
  at: string;
  millis: number;
  status?: number;
  answer?: string;
  fault?: string;
}

export interface Delivery {
  id: string;
  subscription: string;
  told: {
    eventId: string;
    kind: Kind | 'Test';
    objectKind: string;
    objectName: string;
    reason: string;
    message: string;
    at: string;
  };
  state: DeliveryState;
  attemptCount: number;
  message?: string;
  createdAt: string;
  nextAttemptAt?: string;
  finishedAt?: string;
  attempts?: Attempt[];
}

const subscriptions = (namespace: string) => `${projectKapi(namespace)}/notificationsubscriptions`;
const subscription = (namespace: string, name: string) => `${subscriptions(namespace)}/${encodeURIComponent(name)}`;
const deliveries = (namespace: string) => `${projectKapi(namespace)}/notificationdeliveries`;
const delivery = (namespace: string, id: string) => `${deliveries(namespace)}/${encodeURIComponent(id)}`;

export const listSubscriptions = (namespace: string, query: Query) =>
  call<Page<Subscription>>('GET', subscriptions(namespace), { query });
export const createSubscription = (namespace: string, body: SubscriptionRequest) =>
  call<Subscription>('POST', subscriptions(namespace), { body });
export const replaceSubscription = (namespace: string, body: SubscriptionRequest) =>
  call<Subscription>('PUT', subscription(namespace, body.name), { body });
export const deleteSubscription = (namespace: string, name: string) => call<void>('DELETE', subscription(namespace, name));
export const testSubscription = (namespace: string, name: string) =>
  call<Delivery>('POST', `${subscription(namespace, name)}/test`);

export const listDeliveries = (namespace: string, query: Query) => call<Page<Delivery>>('GET', deliveries(namespace), { query });
export const getDelivery = (namespace: string, id: string) => call<Delivery>('GET', delivery(namespace, id));
export const resendDelivery = (namespace: string, id: string) => call<Delivery>('POST', `${delivery(namespace, id)}/resend`);
