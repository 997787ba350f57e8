import { Input, Select } from '@kubed/components';
import React from 'react';
import { kernelText } from '../locales';
import { Muted } from './layout';

/** A labelled control with what it is for below. */
export function Field({ label, hint, required, children }: { label: string; hint?: string | undefined; required?: boolean; children: React.ReactNode }) {
  return (
    <label style={{ display: 'block', marginBottom: 12 }}>
      <span style={{ fontWeight: 600 }}>{label}{required && <span title={kernelText('required')}> *</span>}</span>
      <div style={{ margin: '4px 0' }}>{children}</div>
      {hint && <Muted>{hint}</Muted>}
    </label>
  );
}

export interface Choice {
  value: string;
  label: string;
}

/** One of a few values. */
export function ChoiceField(props: { label: string; hint?: string | undefined; required?: boolean; value: string; choices: Choice[]; onChange: (value: string) => void; onSearch?: (text: string) => void }) {
  const search = props.onSearch ? { showSearch: true, filterOption: false, onSearch: props.onSearch } : {};
  return (
    <Field label={props.label} hint={props.hint} required={props.required ?? false}>
      <Select
        aria-label={props.label}
        style={{ width: '100%' }}
        value={props.value}
        onChange={(value: unknown) => props.onChange(String(value))}
        {...search}
      >
        {props.choices.map(choice => <Select.Option key={choice.value} value={choice.value}>{choice.label}</Select.Option>)}
      </Select>
    </Field>
  );
}

export function TextField(props: {
  label: string;
  hint?: string | undefined;
  required?: boolean;
  value: string;
  type?: 'text' | 'number';
  placeholder?: string;
  min?: number | undefined;
  max?: number | undefined;
  onChange: (value: string) => void;
}) {
  return (
    <Field label={props.label} hint={props.hint} required={props.required ?? false}>
      <Input
        aria-label={props.label}
        type={props.type ?? 'text'}
        step={props.type === 'number' ? 'any' : undefined}
        min={props.min}
        max={props.max}
        placeholder={props.placeholder}
        value={props.value}
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => props.onChange(event.target.value)}
      />
    </Field>
  );
}
