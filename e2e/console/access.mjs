/** The access matrix of the documentation, which a test of the service writes. */
import fs from 'node:fs';

const COLUMNS = { admin: 2, 'research-admin': 3, 'risk-operator': 4, 'risk-viewer': 5, stranger: 6 };
const MATRIX = fs.readFileSync(new URL('../../docs/reference/access.md', import.meta.url), 'utf8');

/** Whether a user may make a request, of the form `POST namespaces/{namespace}/datasets`. */
export function may(user, request) {
  const [method, path] = request.split(' ');
  const row = MATRIX.split('\n').find((line) => line.includes(`\`${method} /kapis/ai.kubesphere.io/v1alpha1/${path}\``));
  if (!row) {
    throw new Error(`docs/reference/access.md has no ${request}`);
  }
  return row.split('|')[COLUMNS[user]].trim() === 'yes';
}
