import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import React from 'react';
import { describe, expect, it } from 'vitest';
import { KAPI, open, status } from '../../testing/page';
import { server } from '../../testing/setup';
import { CreateJobDialog } from './CreateJobDialog';

const algorithm = {
  metadata: { name: 'trees', namespace: 'presets' },
  spec: {
    title: 'Trees',
    versions: [{
      name: 'v1',
      source: { image: 'python' },
      parameters: [{ name: 'epochs', type: 'int', default: 5, minimum: 1, maximum: 100, description: 'Rounds.' }],
      inputs: [{ name: 'data', need: 'Required' }],
    }],
  },
};
const dataset = { metadata: { name: 'loans', namespace: 'risk' }, spec: {}, status: { latest: { version: 'v3' } } };

function offer() {
  server.use(
    http.get(`${KAPI}/algorithms`, () => HttpResponse.json({ items: [algorithm], totalItems: 1 })),
    http.get(`${KAPI}/datasets`, () => HttpResponse.json({ items: [dataset], totalItems: 1 })),
  );
}

const dialog = <CreateJobDialog namespace="risk" onClose={() => undefined} />;

describe('making a training job', () => {
  it('is a form of the algorithm’s own parameters, with the dataset chosen', async () => {
    offer();
    const sent: unknown[] = [];
    server.use(http.post(`${KAPI}/trainingjobs`, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ metadata: { name: 'made', namespace: 'risk' } }, { status: 201 });
    }));
    const router = open(dialog);
    const epochs = await screen.findByRole('spinbutton', { name: 'epochs' });
    expect(screen.getByText('Rounds. (from 1 to 100)')).toBeTruthy();
    await userEvent.clear(epochs);
    await userEvent.type(epochs, '8');
    const name = screen.getByRole('textbox', { name: 'Name' });
    await userEvent.clear(name);
    await userEvent.type(name, 'made');
    await screen.findByText('risk/loans:v3');
    await userEvent.click(screen.getByRole('button', { name: 'Run' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/ai/projects/risk/trainingjobs/made'));
    expect(sent).toEqual([{
      apiVersion: 'ai.kubesphere.io/v1alpha1',
      kind: 'TrainingJob',
      metadata: { name: 'made' },
      spec: {
        algorithm: { namespace: 'presets', name: 'trees', version: 'v1' },
        parameters: { epochs: 8 },
        inputs: [{ name: 'data', dataset: { namespace: 'risk', name: 'loans', version: 'v3' } }],
      },
    }]);
  });

  it('names every field that the service refuses and keeps what was typed', async () => {
    offer();
    server.use(http.post(`${KAPI}/trainingjobs`, () =>
      status(422, 'Invalid', 'the job is not valid', [{ field: 'spec.parameters.epochs', message: 'must be at most 100' }])));
    open(dialog);
    const epochs = await screen.findByRole('spinbutton', { name: 'epochs' });
    await userEvent.clear(epochs);
    await userEvent.type(epochs, '1000');
    await userEvent.click(screen.getByRole('button', { name: 'Run' }));
    expect(await screen.findByText('spec.parameters.epochs')).toBeTruthy();
    expect(screen.getByRole('spinbutton', { name: 'epochs' })).toHaveProperty('value', '1000');
  });

  it('says what to do in a project without algorithms', async () => {
    server.use(http.get(`${KAPI}/algorithms`, () => HttpResponse.json({ items: [], totalItems: 0 })));
    open(dialog);
    expect(await screen.findByText('The project sees no algorithm')).toBeTruthy();
  });
});
