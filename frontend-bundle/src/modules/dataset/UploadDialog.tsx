import { Button, Checkbox } from '@kubed/components';
import React, { useRef, useState } from 'react';
import { formatBytes } from '../../kernel/format';
import { kernelText } from '../../kernel/locales';
import { Dialog, useWork } from '../../kernel/ui/dialogs';
import { ChoiceField, Field, TextField } from '../../kernel/ui/fields';
import { Muted, Row } from '../../kernel/ui/layout';
import { FailureOf } from '../../kernel/ui/panes';
import { beginUpload, commitUpload, type DatasetRef, type Upload } from './api';
import { dropped } from './drop';
import { t } from './locales';
import { chosen, sendAll, totalBytes, type ChosenFile, type TransferProgress } from './transfer';
import { useRefreshDatasets, useVersionNames } from './useDatasets';

/** Files become a version, whole or not at all; an upload that was cut goes on where it stopped. */
export function UploadDialog({ of, latest, resumed, onClose }: {
  of: DatasetRef;
  latest: string | undefined;
  resumed?: Upload;
  onClose: () => void;
}) {
  const names = useVersionNames(of);
  const [files, setFiles] = useState<ChosenFile[]>([]);
  const [version, setVersion] = useState(nextName(latest));
  const [description, setDescription] = useState('');
  const [base, setBase] = useState('');
  const [unpack, setUnpack] = useState(true);
  const [progress, setProgress] = useState<TransferProgress>();
  const upload = useRef(resumed?.id);
  const stop = useRef<AbortController>();
  const refresh = useRefreshDatasets();
  const work = useWork();

  const start = () => work.run(async () => {
    const control = new AbortController();
    stop.current = control;
    upload.current ??= (await beginUpload(of, base)).id;
    try {
      await sendAll(of, upload.current, files, { unpack, signal: control.signal, onProgress: setProgress });
    } catch (failure) {
      if (control.signal.aborted) return;
      throw failure;
    }
    await commitUpload(of, upload.current, { version, description });
    await refresh();
    onClose();
  });
  const close = () => {
    stop.current?.abort();
    void refresh();
    onClose();
  };
  const hasBegun = upload.current !== undefined;
  return (
    <Dialog
      title={t('uploadTitle', { name: of.name })}
      onClose={close}
      footer={(
        <>
          <Button variant="text" onClick={close}>{kernelText('cancel')}</Button>
          {work.isBusy && <Button onClick={() => stop.current?.abort()}>{t('pause')}</Button>}
          <Button color="secondary" shadow disabled={files.length === 0 || !version || work.isBusy} loading={work.isBusy} onClick={start}>
            {hasBegun ? t('goOn') : t('start')}
          </Button>
        </>
      )}
    >
      <FailureOf of={work} />
      {resumed && <p>{t('resumeHint')}</p>}
      <Row style={{ alignItems: 'start' }}>
        <div style={{ flex: 1 }}><TextField label={t('versionName')} required value={version} onChange={setVersion} /></div>
        {!hasBegun && (
          <div style={{ flex: 1 }}>
            <ChoiceField
              label={t('base')}
              value={base}
              choices={[{ value: '', label: t('nothing') }, ...(names.data ?? []).map(name => ({ value: name, label: name }))]}
              onChange={setBase}
            />
          </div>
        )}
      </Row>
      <TextField label={t('changes')} value={description} onChange={setDescription} />
      <DropZone onDrop={setFiles} disabled={work.isBusy}>
        <Row>
          <Picker label={t('choose')} onChoose={setFiles} disabled={work.isBusy} />
          <Picker label={t('chooseFolder')} isFolder onChoose={setFiles} disabled={work.isBusy} />
        </Row>
      </DropZone>
      <Checkbox label={t('unpack')} checked={unpack} onChange={() => setUnpack(!unpack)} />
      {files.length > 0 && <Progress files={files} progress={progress} />}
    </Dialog>
  );
}

function Progress({ files, progress }: { files: ChosenFile[]; progress: TransferProgress | undefined }) {
  const size = totalBytes(files);
  if (!progress) {
    return <p><Muted>{t('chosen', { count: files.length, size: formatBytes(size) })}</Muted></p>;
  }
  const text = t('sent', { done: progress.filesDone, count: files.length, sent: formatBytes(progress.bytesSent), size: formatBytes(size) });
  return (
    <p>
      <progress style={{ width: '100%' }} max={size || 1} value={size ? progress.bytesSent : 1} aria-label={text} />
      <Muted>{text}</Muted>
    </p>
  );
}

/** Takes what is dropped on it, folders too. */
function DropZone({ disabled, onDrop, children }: { disabled: boolean; onDrop: (files: ChosenFile[]) => void; children: React.ReactNode }) {
  const [isOver, setIsOver] = useState(false);
  const reading = useWork();
  const drop = (event: React.DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    if (disabled) return;
    const found = dropped(event.dataTransfer.items);
    reading.run(async () => {
      const files = await found;
      if (files.length > 0) onDrop(files);
    });
  };
  return (
    <div
      role="group"
      aria-label={t('dropHint')}
      style={{ border: `1px ${isOver ? 'solid' : 'dashed'} currentColor`, borderRadius: 4, padding: 12, marginBottom: 12 }}
      onDragOver={event => { event.preventDefault(); setIsOver(!disabled); }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      {children}
      <Muted>{t('dropHint')}</Muted>
      <FailureOf of={reading} />
    </div>
  );
}

function Picker({ label, isFolder = false, disabled, onChoose }: {
  label: string;
  isFolder?: boolean;
  disabled: boolean;
  onChoose: (files: ChosenFile[]) => void;
}) {
  const folder = isFolder ? { webkitdirectory: '' } : {};
  return (
    <Field label={label}>
      <input type="file" multiple aria-label={label} disabled={disabled} {...folder} onChange={event => onChoose(chosen(event.target.files ?? []))} />
    </Field>
  );
}

/** `v2` after `v1`; a name without a number at its end says nothing about the next. */
export function nextName(latest: string | undefined): string {
  const number = latest?.match(/^(.*?)(\d+)$/);
  return number ? `${number[1]}${Number(number[2]) + 1}` : latest ? '' : 'v1';
}
