import { Button, Card, Input } from '@kubed/components';
import React, { useState } from 'react';
import { useWork } from '../kernel/ui/dialogs';
import { ChoiceField, Field } from '../kernel/ui/fields';
import { FailureOf } from '../kernel/ui/panes';
import { t } from './locales';
import { logIn } from './session';

const DEMO_USERS = ['admin', 'research-admin', 'risk-operator', 'risk-viewer', 'stranger'];

/** Logs a demo user in. */
export function LoginForm({ user: known, onDone }: { user?: string; onDone: () => void }) {
  const [user, setUser] = useState(known ?? 'risk-operator');
  const [password, setPassword] = useState('P@88w0rd');
  const work = useWork(onDone);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    work.run(() => logIn(user, password));
  };
  return (
    <Card style={{ width: 380, margin: '10vh auto' }}>
      <h1 style={{ fontSize: 18 }}>{t('product')}</h1>
      {known && <p>{t('again')}</p>}
      <form onSubmit={submit}>
        <ChoiceField
          label={t('user')}
          value={user}
          choices={(known ? [known] : DEMO_USERS).map(name => ({ value: name, label: name }))}
          onChange={setUser}
        />
        <Field label={t('password')}>
          <Input
            type="password"
            aria-label={t('password')}
            autoComplete="current-password"
            value={password}
            onChange={(event: React.ChangeEvent<HTMLInputElement>) => setPassword(event.target.value)}
          />
        </Field>
        <FailureOf of={work} />
        <Button type="submit" color="secondary" block loading={work.isBusy} disabled={work.isBusy}>{t('logIn')}</Button>
      </form>
      <p>{t('demo')}</p>
    </Card>
  );
}
