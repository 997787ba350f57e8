import React, { Suspense } from 'react';
import { LoadingPane } from './panes';

const Editor = React.lazy(async () => ({ default: (await import('@kubed/code-editor')).CodeEditor }));

/** The console's editor, loaded when it is opened. */
export function YamlEditor({ value, onChange, height = 420 }: { value: string; onChange?: (text: string) => void; height?: number }) {
  return (
    <Suspense fallback={<LoadingPane />}>
      <div style={{ height }} data-testid="yaml">
        <Editor
          mode="yaml"
          value={value}
          readOnly={!onChange}
          onChange={(text: string) => onChange?.(text)}
        />
      </div>
    </Suspense>
  );
}
