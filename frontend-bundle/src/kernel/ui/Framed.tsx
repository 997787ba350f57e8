import { Alert } from '@kubed/components';
import React from 'react';
import { QueryClientProvider } from 'react-query';
import { kernelText } from '../locales';
import { newQueryClient } from '../queries';

const client = newQueryClient();

/** What every route of ours stands in: our server state, and a boundary, since the console has none of its own. */
export function Framed({ children }: { children: React.ReactNode }) {
  return (
    <Boundary>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </Boundary>
  );
}

class Boundary extends React.Component<{ children: React.ReactNode }, { fault?: Error }> {
  override state: { fault?: Error } = {};

  static getDerivedStateFromError(fault: Error) {
    return { fault };
  }

  override render() {
    if (!this.state.fault) {
      return this.props.children;
    }
    return (
      <Alert type="error" showIcon title={kernelText('broken')} role="alert">
        {this.state.fault.message} {kernelText('brokenText')}
      </Alert>
    );
  }
}
