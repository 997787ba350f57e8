import { Select } from '@kubed/components';
import React, { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { kernelText } from '../kernel/locales';
import { projectPath } from '../kernel/place';
import { useProjects, type Project } from '../kernel/tenancy';

/** The project that the pages are of; among many it is found by a part of its name. */
export function ProjectPicker({ namespace, page }: { namespace: string; page: string }) {
  const [search, setSearch] = useState('');
  const projects = useProjects(search);
  const navigate = useNavigate();
  const found = projects.data ?? [];
  const known: Project[] = found.some(project => project.namespace === namespace)
    ? found
    : [{ namespace, title: namespace, workspace: '' }, ...found];
  return (
    <Select
      aria-label={kernelText('project')}
      style={{ width: '100%' }}
      value={namespace}
      showSearch
      filterOption={false}
      onSearch={setSearch}
      onChange={(value: unknown) => navigate(projectPath(String(value), page))}
    >
      {known.map(project => (
        <Select.Option key={project.namespace} value={project.namespace}>
          {project.workspace ? `${project.workspace} / ${project.title}` : project.title}
        </Select.Option>
      ))}
    </Select>
  );
}
