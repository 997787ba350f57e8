import { Button, Checkbox, Input, Select } from '@kubed/components';
import { Refresh } from '@kubed/icons';
import React, { useEffect, useState } from 'react';
import styled from 'styled-components';
import type { ListControl, Page } from '../list';
import { kernelText } from '../locales';
import { Plain, Row, Spacer, Block } from './layout';
import { Await, EmptyPane } from './panes';

export interface Column<T> {
  id: string;
  title: string;
  render: (item: T) => React.ReactNode;
  /** The KAPI's name of the field; a column without it cannot be sorted. */
  sortBy?: string;
}

export interface Filter {
  /** A field selector of the KAPI. */
  field: string;
  title: string;
  options: Array<{ value: string; label: string }>;
}

interface Props<T> {
  label: string;
  state: ListControl;
  pages: { data: Page<T> | undefined; error: unknown; isFetching: boolean; refetch(): unknown };
  columns: Column<T>[];
  keyOf: (item: T) => string;
  nameOf: (item: T) => string;
  filters?: Filter[];
  /** What stands right in the toolbar. */
  actions?: React.ReactNode;
  /** What can be done with selected rows; without it rows cannot be selected. */
  batch?: (selected: T[], done: () => void) => React.ReactNode;
  empty: { title: string; text: string };
}

/** A list of the service: it pages, sorts and filters; the table shows and asks. */
export function ListTable<T>(props: Props<T>) {
  const { state, pages } = props;
  const [selection, setSelection] = useState<ReadonlyMap<string, T>>(new Map());
  const none = () => setSelection(new Map());
  const selected = [...selection.values()];
  return (
    <Block>
      <Row style={{ marginBottom: 12 }}>
        {props.batch && selected.length > 0
          ? <BatchBar count={selected.length} onNone={none}>{props.batch(selected, none)}</BatchBar>
          : <Toolbar {...props} />}
      </Row>
      <Await of={pages}>
        {page => page.items.length === 0
          ? <NothingThere state={state} empty={props.empty} action={props.actions} />
          : <Rows {...props} page={page} selection={selection} onSelect={setSelection} />}
      </Await>
    </Block>
  );
}

function NothingThere({ state, empty, action }: { state: ListControl; empty: { title: string; text: string }; action?: React.ReactNode }) {
  if (state.isFiltered) {
    const clear = <Button onClick={state.clear}>{kernelText('clear')}</Button>;
    return <EmptyPane title={kernelText('noMatch')} text={kernelText('noMatchText')} action={clear} />;
  }
  return <EmptyPane title={empty.title} text={empty.text} action={action} />;
}

function BatchBar({ count, onNone, children }: { count: number; onNone: () => void; children: React.ReactNode }) {
  return (
    <>
      <strong aria-live="polite">{kernelText('selected', { count })}</strong>
      {children}
      <Spacer />
      <Button variant="text" onClick={onNone}>{kernelText('deselect')}</Button>
    </>
  );
}

function Toolbar<T>({ state, filters = [], actions, pages }: Props<T>) {
  return (
    <>
      <SearchField value={state.name} onSearch={name => state.set({ name })} />
      {filters.map(filter => (
        <Select
          key={filter.field}
          aria-label={filter.title}
          style={{ minWidth: 140 }}
          value={state.filters[filter.field] ?? ''}
          onChange={(value: unknown) => state.set({ filters: { [filter.field]: String(value) } })}
        >
          <Select.Option value="">{`${filter.title}: ${kernelText('all')}`}</Select.Option>
          {filter.options.map(option => <Select.Option key={option.value} value={option.value}>{option.label}</Select.Option>)}
        </Select>
      ))}
      <Spacer />
      <Button variant="text" aria-label={kernelText('refresh')} loading={pages.isFetching && !pages.data} onClick={() => void pages.refetch()}>
        <Refresh size={16} />
      </Button>
      {actions}
    </>
  );
}

const TYPING_MS = 300;

function SearchField({ value, onSearch }: { value: string; onSearch: (name: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) {
      return;
    }
    const timer = setTimeout(() => onSearch(text.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div style={{ width: 220 }}>
      <Input
        aria-label={kernelText('search')}
        placeholder={kernelText('search')}
        value={text}
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => setText(event.target.value)}
      />
    </div>
  );
}

interface RowsProps<T> extends Props<T> {
  page: Page<T>;
  selection: ReadonlyMap<string, T>;
  onSelect: (selection: ReadonlyMap<string, T>) => void;
}

function Rows<T>({ page, selection, onSelect, ...props }: RowsProps<T>) {
  const { state, columns, keyOf, nameOf, batch } = props;
  const allSelected = page.items.every(item => selection.has(keyOf(item)));
  const toggle = (items: T[], on: boolean) => {
    const next = new Map(selection);
    items.forEach(item => (on ? next.set(keyOf(item), item) : next.delete(keyOf(item))));
    onSelect(next);
  };
  return (
    <>
      <Plain aria-label={props.label}>
        <thead>
          <tr>
            {batch && <th><Checkbox aria-label={kernelText('selectAll')} checked={allSelected} onChange={() => toggle(page.items, !allSelected)} /></th>}
            {columns.map(column => <Head key={column.id} column={column} state={state} />)}
          </tr>
        </thead>
        <tbody>
          {page.items.map(item => {
            const key = keyOf(item);
            const isSelected = selection.has(key);
            return (
              <tr key={key} aria-selected={batch ? isSelected : undefined}>
                {batch && (
                  <td>
                    <Checkbox
                      aria-label={kernelText('selectRow', { name: nameOf(item) })}
                      checked={isSelected}
                      onChange={() => toggle([item], !isSelected)}
                    />
                  </td>
                )}
                {columns.map(column => <td key={column.id}>{column.render(item)}</td>)}
              </tr>
            );
          })}
        </tbody>
      </Plain>
      <Pages state={state} total={page.totalItems} />
    </>
  );
}

const SortButton = styled.button`
  all: unset;
  cursor: pointer;
  &:focus-visible { outline: 2px solid currentColor; }
`;

function Head<T>({ column, state }: { column: Column<T>; state: ListControl }) {
  const field = column.sortBy;
  if (!field) {
    return <th scope="col">{column.title}</th>;
  }
  const isSorted = state.sortBy === field;
  const order = isSorted ? (state.ascending ? 'ascending' : 'descending') : 'none';
  return (
    <th scope="col" aria-sort={order}>
      <SortButton type="button" onClick={() => state.set({ sortBy: field, ascending: isSorted ? !state.ascending : true })}>
        {column.title} <span aria-hidden>{isSorted ? (state.ascending ? '▲' : '▼') : '↕'}</span>
      </SortButton>
    </th>
  );
}

function Pages({ state, total }: { state: ListControl; total: number }) {
  const pages = Math.max(1, Math.ceil(total / state.limit));
  return (
    <Row style={{ marginTop: 12 }}>
      <span>{kernelText('total', { count: total })}</span>
      <Spacer />
      <Button variant="text" disabled={state.page <= 1} aria-label={kernelText('previous')} onClick={() => state.set({ page: state.page - 1 })}>‹</Button>
      <span>{kernelText('page', { page: state.page, pages })}</span>
      <Button variant="text" disabled={state.page >= pages} aria-label={kernelText('next')} onClick={() => state.set({ page: state.page + 1 })}>›</Button>
    </Row>
  );
}
