import { Button, Input, Modal } from '@kubed/components';
import React, { useEffect, useRef, useState } from 'react';
import { kernelText } from '../locales';
import { Row, Spacer } from './layout';
import { FailureOf } from './panes';

/** A window above the page. It keeps what was typed until it is closed, whatever the service answers. */
export function Dialog(props: { title: string; width?: number; onClose: () => void; footer?: React.ReactNode; children: React.ReactNode }) {
  return (
    <Modal visible title={props.title} width={props.width ?? 720} footer={null} maskClosable={false} onCancel={props.onClose} closable>
      <div style={{ padding: 20, maxHeight: '70vh', overflow: 'auto' }}>{props.children}</div>
      {props.footer && <Row style={{ padding: '12px 20px' }}><Spacer />{props.footer}</Row>}
    </Modal>
  );
}

/** The buttons below a form: one that gives it up, one that sends it. */
export function FormButtons({ label, work, disabled, onSubmit, onClose }: {
  label: string;
  work: Work;
  disabled: boolean;
  onSubmit: () => void;
  onClose: () => void;
}) {
  return (
    <>
      <Button variant="text" onClick={onClose}>{kernelText('cancel')}</Button>
      <Button color="secondary" shadow disabled={disabled || work.isBusy} loading={work.isBusy} onClick={onSubmit}>{label}</Button>
    </>
  );
}

/** Asks for the name before something is destroyed. */
export function DeleteDialog({ names, text, onDelete, onClose }: {
  names: string[];
  text: string;
  onDelete: () => Promise<unknown>;
  onClose: () => void;
}) {
  const expected = names.join(', ');
  const [typed, setTyped] = useState('');
  const work = useWork(onClose);
  return (
    <Dialog
      title={kernelText('deleteTitle', { name: expected })}
      width={560}
      onClose={onClose}
      footer={(
        <>
          <Button variant="text" onClick={onClose}>{kernelText('cancel')}</Button>
          <Button color="error" disabled={typed.trim() !== expected || work.isBusy} loading={work.isBusy} onClick={() => work.run(onDelete)}>
            {kernelText('delete')}
          </Button>
        </>
      )}
    >
      <p>{text}</p>
      <label>
        {kernelText('typeName', { name: expected })}
        <Input autoFocus value={typed} onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value)} />
      </label>
      <FailureOf of={work} />
    </Dialog>
  );
}

/** One thing that a person has asked for and that takes its time. */
export interface Work {
  isBusy: boolean;
  failure: unknown;
  run(action: () => Promise<unknown>): void;
}

/** Runs actions one at a time; what failed is kept to be shown. */
export function useWork(onDone?: () => void): Work {
  const [state, setState] = useState<{ isBusy: boolean; failure?: unknown }>({ isBusy: false });
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => { isShown.current = false; };
  }, []);
  const settle = (failure?: unknown) => { if (isShown.current) setState({ isBusy: false, failure }); };
  const run = (action: () => Promise<unknown>) => {
    setState({ isBusy: true });
    action().then(
      () => { settle(); onDone?.(); },
      settle,
    );
  };
  return { isBusy: state.isBusy, failure: state.failure, run };
}
