import React from 'react';
import { useParams, useSearchParams } from 'react-router-dom';
import { DatasetPage } from './DatasetPage';
import { DatasetsPage } from './DatasetsPage';
import { RecycleBinPage } from './RecycleBinPage';
import { VersionPage } from './VersionPage';

export { DatasetsPage } from './DatasetsPage';
export { messages as datasetMessages, t as datasetText } from './locales';
export { useDatasetChoices, useDatasets } from './useDatasets';

function useDatasetRef() {
  const { namespace = '', name = '' } = useParams();
  const [search] = useSearchParams();
  return { namespace, name, owner: search.get('project') ?? undefined };
}

function Datasets() {
  const { namespace = '' } = useParams();
  return <DatasetsPage place={{ kind: 'project', namespace }} />;
}

function One() {
  const ref = useDatasetRef();
  const { tab } = useParams();
  return <DatasetPage key={ref.name} of={ref} tab={tab} />;
}

function Version() {
  const ref = useDatasetRef();
  const { version = '' } = useParams();
  return <VersionPage key={`${ref.name} ${version}`} of={ref} version={version} />;
}

function RecycleBin() {
  const { namespace = '' } = useParams();
  return <RecycleBinPage namespace={namespace} />;
}

/** Pages of a project, below its address. */
export const datasetRoutes = [
  { path: 'datasets', element: <Datasets /> },
  { path: 'datasets/:name', element: <One /> },
  { path: 'datasets/:name/:tab', element: <One /> },
  { path: 'datasets/:name/versions/:version', element: <Version /> },
  { path: 'recyclebin', element: <RecycleBin /> },
];
