import { KubedConfigProvider } from '@kubed/components';
import { http, HttpResponse } from 'msw';
import { render } from '@testing-library/react';
import React from 'react';
import { QueryClientProvider } from 'react-query';
import { createMemoryRouter, RouterProvider } from 'react-router-dom';
import { newQueryClient } from '../kernel/queries';
import { server } from './setup';

/** Where tests' servers are: jsdom resolves paths against it. */
export const KAPI = '*/kapis/ai.kubesphere.io/v1alpha1/namespaces/risk';

/** Renders a page at an address as the console would. */
export function open(element: JSX.Element, address = '/', path = '*') {
  const client = newQueryClient();
  client.setDefaultOptions({ queries: { retry: false } });
  const router = createMemoryRouter([{ path, element }, { path: '*', element: <p>elsewhere</p> }], { initialEntries: [address] });
  render(
    <KubedConfigProvider>
      <QueryClientProvider client={client}><RouterProvider router={router} /></QueryClientProvider>
    </KubedConfigProvider>,
  );
  return router;
}

/** Lets the user do something with modules: `{ 'ai-training': 'manage' }`. */
export function grant(rules: Record<string, string>) {
  server.use(
    http.get('*/kapis/iam.kubesphere.io/v1beta1/users/someone', () =>
      HttpResponse.json({ metadata: { annotations: { 'iam.kubesphere.io/globalrole': 'platform-regular' } } })),
    http.get('*/kapis/iam.kubesphere.io/v1beta1/users/someone/roletemplates', ({ request }) => {
      const isProject = new URL(request.url).searchParams.get('scope') === 'namespace';
      const items = isProject ? [{ metadata: { annotations: { 'iam.kubesphere.io/role-template-rules': JSON.stringify(rules) } } }] : [];
      return HttpResponse.json({ items, totalItems: items.length });
    }),
  );
}

/** A refusal as the service words it. */
export function status(code: number, reason: string, message: string, causes: Array<{ field: string; message: string }> = []) {
  return HttpResponse.json({ kind: 'Status', status: 'Failure', code, reason, message, details: { causes } }, { status: code });
}
