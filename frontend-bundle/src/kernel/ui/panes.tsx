import { Alert, Button, Empty, Loading } from '@kubed/components';
import React from 'react';
import styled from 'styled-components';
import { kernelText } from '../locales';
import { noticed } from '../notices';
import { problemOf } from '../problem';

const Centre = styled.div`
  display: flex;
  flex-direction: column;
  align-items: center;
  justify-content: center;
  gap: 12px;
  min-height: 180px;
  padding: 24px;
  /* The kit's own is too faint to read. */
  .empty-desc { color: ${props => props.theme.palette['accents_6']}; }
`;

/* The kit's note has blue on blue, which is hard to read. */
const Note = styled.div`
  margin-bottom: 12px;
  padding: 8px 12px;
  border-left: 4px solid ${props => props.theme.palette['accents_6']};
  background: #fff;
`;

/** What the service says beside an answer. */
export function Notices({ of }: { of: Array<{ reason: string; message: string }> }) {
  return <>{of.map(({ reason, message }) => <Note key={reason} role="note">{noticed(message)}</Note>)}</>;
}

export function LoadingPane() {
  return (
    <Centre role="status" aria-label={kernelText('loading')}>
      <Loading size={28} />
    </Centre>
  );
}

export function EmptyPane({ title, text, action }: { title: string; text?: string; action?: React.ReactNode }) {
  return (
    <Centre>
      <Empty title={title} description={text ?? ''} />
      {action}
    </Centre>
  );
}

/** The service's own words; a refused look and a missing thing say what to do about it. */
export function ErrorPane({ failure, onRetry }: { failure: unknown; onRetry?: () => void }) {
  const problem = problemOf(failure);
  const retry = onRetry && <Button onClick={onRetry}>{kernelText('retry')}</Button>;
  if (problem.code === 403) {
    return <EmptyPane title={kernelText('noPermission')} text={kernelText('noPermissionText')} action={retry} />;
  }
  if (problem.code === 404) {
    return <EmptyPane title={kernelText('notFound')} text={problem.message} action={retry} />;
  }
  return <Centre role="alert"><ProblemNote failure={problem} />{retry}</Centre>;
}

/** What a form or a dialog shows when the service refused it: message and every wrong field. */
export function ProblemNote({ failure }: { failure: unknown }) {
  const problem = problemOf(failure);
  const message = problem.code === 401 ? kernelText('sessionEnded') : problem.message;
  return (
    <Alert type="error" showIcon title={kernelText('failed')} role="alert">
      {message}
      {problem.causes.length > 0 && (
        <ul>
          {problem.causes.map((cause, index) => (
            <li key={index}>{cause.field ? <code>{cause.field}</code> : null} {cause.message}</li>
          ))}
        </ul>
      )}
    </Alert>
  );
}

/** The problem of something that was tried, if it has failed. */
export function FailureOf({ of }: { of: { failure: unknown } }) {
  return of.failure === undefined ? null : <ProblemNote failure={of.failure} />;
}

interface Loaded<T> {
  data: T | undefined;
  error: unknown;
  refetch(): unknown;
}

/** Loading, failed or there: once there, a failed refresh keeps what is shown. */
export function Await<T>({ of, children }: { of: Loaded<T>; children: (data: T) => React.ReactNode }) {
  if (of.data !== undefined) {
    return <>{children(of.data)}</>;
  }
  return of.error ? <ErrorPane failure={of.error} onRetry={() => void of.refetch()} /> : <LoadingPane />;
}
