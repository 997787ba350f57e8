import React, { Suspense } from 'react';
import styled from 'styled-components';
import { LoadingPane } from './panes';

const Editor = React.lazy(async () => ({ default: (await import('@kubed/code-editor')).CodeEditor }));

/** The editor's own line numbers are too faint to read. */
const Frame = styled.div`
  .ace_gutter-cell { color: ${props => props.theme.palette['accents_4']}; }
`;

/** The console's editor, loaded when it is opened. */
export function YamlEditor({ value, onChange, height = 420 }: { value: string; onChange?: (text: string) => void; height?: number }) {
  return (
    <Suspense fallback={<LoadingPane />}>
      <Frame style={{ height }} data-testid="yaml">
        <Editor
          mode="yaml"
          value={value}
          readOnly={!onChange}
          onChange={(text: string) => onChange?.(text)}
        />
      </Frame>
    </Suspense>
  );
}
