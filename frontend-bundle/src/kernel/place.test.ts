import { afterEach, describe, expect, it } from 'vitest';
import { currentCluster, inCluster, kapiOf, projectKapi, projectPath, sharedPath } from './place';

const at = (address: string) => window.history.replaceState(null, '', address);

afterEach(() => at('/'));

describe('the cluster of a page', () => {
  it.each([
    ['/clusters/member/ai-datasets', 'member'],
    ['/clusters/member', 'member'],
    ['/research/clusters/member/projects/vision/ai-datasets', 'member'],
    ['/ai/in/member/projects/vision/datasets', 'member'],
    ['/ai/in/a%20b/projects/vision', 'a b'],
  ])('is named by %s', (address, cluster) => {
    at(address);
    expect(currentCluster()).toBe(cluster);
  });

  it.each([
    '/ai/projects/clusters/datasets/d',
    '/workspaces/clusters/ai-datasets',
    '/ai/projects/vision/datasets/clusters',
    '/ai/projects/in/datasets',
  ])('is the console\'s own at %s', address => {
    at(address);
    expect(currentCluster()).toBeUndefined();
  });

  it('is where its requests go and its links lead', () => {
    at('/research/clusters/member/projects/vision/ai-datasets');

    expect(projectKapi('vision')).toBe('/clusters/member/kapis/ai.kubesphere.io/v1alpha1/namespaces/vision');
    expect(kapiOf({ kind: 'cluster' })).toBe('/clusters/member/kapis/ai.kubesphere.io/v1alpha1');
    expect(projectPath('vision', 'datasets', 'd/1')).toBe('/ai/in/member/projects/vision/datasets/d%2F1');
    expect(sharedPath('vision', 'speech', 'datasets', 'd')).toBe('/ai/in/member/projects/vision/datasets/d?project=speech');
  });

  it('needs no name where the console is', () => {
    at('/ai/projects/vision/datasets');

    expect(inCluster('/kapis/x')).toBe('/kapis/x');
    expect(projectPath('vision', 'datasets')).toBe('/ai/projects/vision/datasets');
  });
});
