import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import React from 'react';
import { describe, expect, it } from 'vitest';
import { grant, KAPI, open, status } from '../../testing/page';
import { server } from '../../testing/setup';
import { DeliveriesPage } from './DeliveriesPage';
import { SubscriptionsPage } from './SubscriptionsPage';

const SUBSCRIPTIONS = `${KAPI}/notificationsubscriptions`;
const DELIVERIES = `${KAPI}/notificationdeliveries`;
const MANAGE = { 'ai-notifications': 'manage' };

const chat = {
  name: 'chat',
  creator: 'ada',
  createdAt: '2026-03-01T10:00:00Z',
  kinds: ['JobFailed'],
  filter: { owner: 'ada', application: '', queue: '' },
  server: 'https://hooks.example.org',
  signed: true,
  authorized: true,
  paused: false,
  health: { waiting: 2, failures: 3, nextAttemptAt: '2026-03-01T11:00:00Z' },
};
const failed = {
  id: 'd1',
  subscription: 'chat',
  told: {
    eventId: 'e1',
    kind: 'JobFailed',
    objectKind: 'TrainingJob',
    objectName: 'bert',
    reason: 'OutOfMemory',
    message: 'Worker 0 used more memory than it may',
    at: '2026-03-01T10:00:00Z',
  },
  state: 'Failed',
  attemptCount: 2,
  message: 'the receiver answered 500; given up after 2 attempts',
  createdAt: '2026-03-01T10:00:00Z',
  finishedAt: '2026-03-01T10:05:00Z',
};
const withAttempts = {
  ...failed,
  attempts: [
    { number: 1, at: '2026-03-01T10:00:00Z', millis: 12, status: 500, answer: 'out of order', fault: 'the receiver answered 500' },
    { number: 2, at: '2026-03-01T10:05:00Z', millis: 2000, fault: 'the receiver did not answer within 2 s' },
  ],
};

const listed = (path: string, ...items: unknown[]) => http.get(path, () => HttpResponse.json({ items, totalItems: items.length }));

describe('subscriptions of a project', () => {
  it('says to whom, what, and why it does not go on', async () => {
    grant(MANAGE);
    server.use(listed(SUBSCRIPTIONS, chat));
    open(<SubscriptionsPage namespace="risk" />);
    expect(await screen.findByText('https://hooks.example.org')).toBeTruthy();
    expect(screen.getByText(/Failing: 3 attempts in a row/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'chat' }).getAttribute('href')).toContain('notifications/deliveries?subscription=chat');
  });

  it('offers nothing to change to those who may only look', async () => {
    grant({ 'ai-notifications': 'view' });
    server.use(listed(SUBSCRIPTIONS, chat));
    open(<SubscriptionsPage namespace="risk" />);
    await screen.findByText('https://hooks.example.org');
    expect(screen.queryByRole('button', { name: 'Change' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Subscribe' })).toBeNull();
  });

  it('makes one with what was chosen', async () => {
    grant(MANAGE);
    const sent: unknown[] = [];
    server.use(listed(SUBSCRIPTIONS), http.post(SUBSCRIPTIONS, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(chat, { status: 201 });
    }));
    open(<SubscriptionsPage namespace="risk" />, '/?subscribe=');
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('button', { name: 'Subscribe' }).hasAttribute('disabled')).toBe(true);
    await userEvent.type(dialog.getByRole('textbox', { name: 'Name' }), 'chat');
    await userEvent.type(dialog.getByRole('textbox', { name: 'Only of user' }), 'ada');
    await userEvent.type(dialog.getByRole('textbox', { name: 'Address' }), ' https://hooks.example.org/x ');
    await userEvent.type(dialog.getByRole('textbox', { name: 'Signing secret' }), 'key');
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Job succeeded' }));
    await userEvent.click(dialog.getByRole('checkbox', { name: 'GPU idle' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Subscribe' }));
    await waitFor(() => expect(sent).toEqual([{
      name: 'chat',
      kinds: ['JobFailed', 'JobStalled', 'JobRecovered', 'JobWaiting', 'GpuIdle'],
      filter: { owner: 'ada', application: '', queue: '' },
      paused: false,
      target: { url: 'https://hooks.example.org/x', secret: 'key' },
    }]));
  });

  it('keeps the address that it cannot show when only something else is changed', async () => {
    grant(MANAGE);
    const sent: Array<Record<string, unknown>> = [];
    server.use(listed(SUBSCRIPTIONS, chat), http.put(`${SUBSCRIPTIONS}/chat`, async ({ request }) => {
      sent.push(await request.json() as Record<string, unknown>);
      return HttpResponse.json(chat);
    }));
    open(<SubscriptionsPage namespace="risk" />);
    await userEvent.click(await screen.findByRole('button', { name: 'Change' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/Empty keeps https:\/\/hooks.example.org/)).toBeTruthy();
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Paused' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toEqual({ name: 'chat', kinds: ['JobFailed'], filter: chat.filter, paused: true });
  });

  it('says which field the service refuses and stays open', async () => {
    grant(MANAGE);
    server.use(listed(SUBSCRIPTIONS), http.post(SUBSCRIPTIONS, () =>
      status(422, 'Invalid', 'subscription is invalid', [{ field: 'target.url', message: 'is no public address' }])));
    open(<SubscriptionsPage namespace="risk" />, '/?subscribe=');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox', { name: 'Name' }), 'x');
    await userEvent.type(dialog.getByRole('textbox', { name: 'Address' }), 'http://10.0.0.1/');
    await userEvent.click(dialog.getByRole('button', { name: 'Subscribe' }));
    expect(await dialog.findByText(/is no public address/)).toBeTruthy();
  });

  it('sends a test and shows what came of it', async () => {
    grant(MANAGE);
    server.use(
      listed(SUBSCRIPTIONS, chat),
      http.post(`${SUBSCRIPTIONS}/chat/test`, () => HttpResponse.json({ ...failed, state: 'Waiting' }, { status: 201 })),
      http.get(`${DELIVERIES}/d1`, () => HttpResponse.json(withAttempts)),
    );
    open(<SubscriptionsPage namespace="risk" />);
    await userEvent.click(await screen.findByRole('button', { name: 'Send a test' }));
    expect(await screen.findByText('out of order')).toBeTruthy();
  });
});

describe('deliveries of a project', () => {
  it('asks for what was filtered and shows why one failed', async () => {
    grant(MANAGE);
    const asked: string[] = [];
    server.use(http.get(DELIVERIES, ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('fieldSelector') ?? '');
      return HttpResponse.json({ items: [failed], totalItems: 1 });
    }));
    open(<DeliveriesPage namespace="risk" />, '/?state=Failed&subscription=chat');
    expect(await screen.findByText('the receiver answered 500; given up after 2 attempts')).toBeTruthy();
    expect(asked[0]).toBe('state=Failed,subscription=chat');
  });

  it('shows each attempt and sends again', async () => {
    grant(MANAGE);
    const asked: string[] = [];
    server.use(
      listed(DELIVERIES, failed),
      http.get(`${DELIVERIES}/d1`, () => HttpResponse.json(withAttempts)),
      http.post(`${DELIVERIES}/d1/resend`, () => { asked.push('resend'); return HttpResponse.json(failed); }),
    );
    open(<DeliveriesPage namespace="risk" />);
    await userEvent.click(await screen.findByRole('button', { name: 'Job failed' }));
    expect(await screen.findByText('Answered 500 after 12 ms')).toBeTruthy();
    expect(screen.getByText('No answer after 2000 ms')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Send again' }));
    await waitFor(() => expect(asked).toEqual(['resend']));
  });
});
