import { Checkbox } from '@kubed/components';
import React, { useState } from 'react';
import { currentUser } from '../../kernel/tenancy';
import { Dialog, FormButtons, useWork } from '../../kernel/ui/dialogs';
import { TextField } from '../../kernel/ui/fields';
import { Grid, Muted, Row } from '../../kernel/ui/layout';
import { FailureOf } from '../../kernel/ui/panes';
import { createSubscription, KINDS, replaceSubscription, type Kind, type Subscription, type SubscriptionRequest } from './api';
import { t } from './locales';
import { useRefreshNotifications } from './useNotifications';

interface Draft {
  name: string;
  kinds: Kind[];
  owner: string;
  application: string;
  queue: string;
  url: string;
  secret: string;
  authorization: string;
  paused: boolean;
}

/** What most people want to know: how their work ends, and when it gets nowhere. */
const USUAL: Kind[] = ['JobSucceeded', 'JobFailed', 'JobStalled', 'JobRecovered', 'JobWaiting'];

function draftOf(before: Subscription | undefined): Draft {
  return {
    name: before?.name ?? '',
    kinds: before ? KINDS.filter(kind => before.kinds.includes(kind)) : USUAL,
    owner: before?.filter.owner ?? '',
    application: before?.filter.application ?? '',
    queue: before?.filter.queue ?? '',
    url: '',
    secret: '',
    authorization: '',
    paused: before?.paused ?? false,
  };
}

/** Without an address the request has no target, and then all of it stays as it was. */
function requestOf(draft: Draft): SubscriptionRequest {
  const { name, kinds, owner, application, queue, url, secret, authorization, paused } = draft;
  const target = { url: url.trim(), ...(secret && { secret }), ...(authorization && { authorization }) };
  return { name, kinds, filter: { owner, application, queue }, paused, ...(url.trim() && { target }) };
}

/** Makes a subscription, or changes the one before. */
export function SubscriptionDialog({ namespace, before, onClose }: { namespace: string; before?: Subscription | undefined; onClose: () => void }) {
  const [draft, setDraft] = useState(draftOf(before));
  const refresh = useRefreshNotifications();
  const work = useWork(onClose);
  const save = before ? replaceSubscription : createSubscription;
  const submit = () => work.run(async () => {
    await save(namespace, requestOf(draft));
    await refresh();
  });
  const isComplete = draft.name !== '' && draft.kinds.length > 0 && (before !== undefined || draft.url.trim() !== '');
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  return (
    <Dialog
      title={before ? t('changeTitle', { name: before.name }) : t('subscribeTitle')}
      onClose={onClose}
      footer={<FormButtons label={before ? t('save') : t('subscribe')} work={work} disabled={!isComplete} onSubmit={submit} onClose={onClose} />}
    >
      <FailureOf of={work} />
      {!before && <TextField label={t('name')} required value={draft.name} onChange={name => change({ name })} />}
      <Kinds chosen={draft.kinds} onChange={kinds => change({ kinds })} />
      <Whose draft={draft} onChange={change} />
      <Where draft={draft} before={before} onChange={change} />
    </Dialog>
  );
}

function Kinds({ chosen, onChange }: { chosen: Kind[]; onChange: (kinds: Kind[]) => void }) {
  const toggle = (kind: Kind) => onChange(KINDS.filter(each => (each === kind) !== chosen.includes(each)));
  return (
    <fieldset style={{ border: 0, padding: 0, margin: '0 0 12px' }}>
      <legend style={{ fontWeight: 600 }}>{t('kinds')}</legend>
      <Grid min={180}>
        {KINDS.map(kind => (
          <Checkbox key={kind} label={t(kind)} checked={chosen.includes(kind)} onChange={() => toggle(kind)} />
        ))}
      </Grid>
    </fieldset>
  );
}

interface Part {
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
}

function Whose({ draft, onChange }: Part) {
  const me = currentUser();
  return (
    <>
      <Row style={{ marginBottom: 8 }}>
        <Checkbox label={t('mine')} checked={me !== '' && draft.owner === me} onChange={() => onChange({ owner: draft.owner === me ? '' : me })} />
      </Row>
      <Grid>
        <TextField label={t('owner')} hint={t('ownerHint')} value={draft.owner} onChange={owner => onChange({ owner })} />
        <TextField label={t('application')} hint={t('applicationHint')} value={draft.application} onChange={application => onChange({ application })} />
        <TextField label={t('queue')} value={draft.queue} onChange={queue => onChange({ queue })} />
      </Grid>
    </>
  );
}

function Where({ draft, before, onChange }: Part & { before: Subscription | undefined }) {
  return (
    <>
      <TextField
        label={t('address')}
        hint={before ? t('addressKept', { server: before.server }) : t('addressHint')}
        required={!before}
        placeholder="https://hooks.example.org/…"
        value={draft.url}
        onChange={url => onChange({ url })}
      />
      {draft.url.trim() !== '' && (
        <>
          <TextField label={t('secret')} hint={t('secretHint')} value={draft.secret} onChange={secret => onChange({ secret })} />
          <TextField label={t('authorization')} hint={t('authorizationHint')} value={draft.authorization} onChange={authorization => onChange({ authorization })} />
        </>
      )}
      <Checkbox label={t('paused')} checked={draft.paused} onChange={() => onChange({ paused: !draft.paused })} />
      <Muted>{t('pausedHint')}</Muted>
    </>
  );
}
