import { describe, expect, it } from 'vitest';
import { listQuery, readState } from './list';

describe('the state of a list', () => {
  it('is read from the address', () => {
    const state = readState(new URLSearchParams('page=3&name=bert&sortBy=name&ascending=true&status.phase=Failed'), {}, ['status.phase']);
    expect(listQuery(state)).toEqual({
      page: 3, limit: 20, name: 'bert', sortBy: 'name', ascending: true, fieldSelector: 'status.phase=Failed',
    });
  });

  it('survives an address that makes no sense', () => {
    expect(readState(new URLSearchParams('page=-4&limit=x'), {}, [])).toMatchObject({ page: 1, limit: 20 });
  });
});
