import { Button } from '@kubed/components';
import React, { useState } from 'react';
import { ChoiceField, TextField } from '../../kernel/ui/fields';
import { Block, Grid } from '../../kernel/ui/layout';
import type { Wanted } from './api';
import { t } from './locales';

/** What to look for; nothing is asked before somebody says so, since each question costs the server some work. */
export function FilterForm({ wanted, onFind }: { wanted: Wanted; onFind: (wanted: Wanted) => void }) {
  const [draft, setDraft] = useState(wanted);
  const set = (field: keyof Wanted) => (value: string) => setDraft({ ...draft, [field]: value });
  const text = (field: 'service' | 'operation' | 'application' | 'run') =>
    <TextField label={t(field)} value={draft[field]} onChange={set(field)} />;
  return (
    <Block>
      <form onSubmit={event => { event.preventDefault(); onFind(draft); }}>
        <Grid min={170}>
          {text('service')}
          {text('operation')}
          {text('application')}
          {text('run')}
          <TextField label={t('minDuration')} hint={t('minDurationHint')} value={draft.minDuration} onChange={set('minDuration')} />
          <ChoiceField
            label={t('outcome')}
            value={draft.error}
            choices={[{ value: '', label: t('any') }, { value: 'true', label: t('failedOnly') }]}
            onChange={set('error')}
          />
          <ChoiceField
            label={t('hours')}
            value={draft.hours || '1'}
            choices={(['1', '6', '24', '168'] as const).map(value => ({ value, label: t(`hour${value}`) }))}
            onChange={set('hours')}
          />
        </Grid>
        <Button type="submit">{t('find')}</Button>
      </form>
    </Block>
  );
}
