import React from 'react';
import { Link } from 'react-router-dom';
import styled from 'styled-components';

const palette = (shade: number) => (props: { theme: { palette: Record<string, string> } }) => props.theme.palette[`accents_${shade}`];

export const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px;
`;

export const Spacer = styled.span`
  flex: 1;
`;

/** Quieter than text, and as dark as WCAG AA asks on the page's ground. */
export const Muted = styled.span`
  color: ${palette(6)};
`;

/** Digests, names and values as they are. */
export const Mono = styled.span`
  font-family: Menlo, Consolas, 'DejaVu Sans Mono', monospace;
`;

export const Block = styled.section`
  background: ${props => props.theme.palette['background']};
  border-radius: 4px;
  box-shadow: 0 4px 8px 0 rgba(36, 46, 66, 0.06);
  padding: 20px;
  margin-bottom: 12px;
  overflow: auto;

  > h2 {
    font-size: 14px;
    margin: 0 0 12px;
  }
`;

export const Grid = styled.div<{ min?: number }>`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(${props => props.min ?? 220}px, 1fr));
  gap: 12px 20px;
`;

export const Plain = styled.table`
  width: 100%;
  border-collapse: collapse;
  font-size: 12px;

  th, td {
    text-align: left;
    vertical-align: top;
    padding: 8px 12px 8px 0;
    border-bottom: 1px solid ${palette(2)};
    overflow-wrap: break-word;
    max-width: 420px;
  }

  &.as-is td, &.as-is th { white-space: nowrap; }
  th { white-space: nowrap; color: ${palette(6)}; font-weight: 600; }
  caption { text-align: left; font-weight: 600; padding-bottom: 8px; }
`;

const Title = styled.header`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 12px;
  margin-bottom: 12px;

  h1 { font-size: 18px; line-height: 28px; margin: 0; overflow-wrap: anywhere; }
  p { margin: 0; width: 100%; color: ${palette(6)}; }
  > a { color: ${palette(8)}; }
  > a:hover { text-decoration: underline; }
`;

/** The head of a page: what it is, in one sentence why, and what can be done here. */
export function PageHead(props: { title: React.ReactNode; text?: React.ReactNode; back?: { to: string; label: string }; children?: React.ReactNode }) {
  return (
    <Title>
      {props.back && <Link to={props.back.to}>{props.back.label}</Link>}
      {props.back && <span aria-hidden>/</span>}
      <h1>{props.title}</h1>
      <Spacer />
      {props.children}
      {props.text && <p>{props.text}</p>}
    </Title>
  );
}

/** Names with values; what has no value is left out. */
export function Facts({ of }: { of: Array<[label: string, value: React.ReactNode]> }) {
  return (
    <Grid as="dl" style={{ margin: 0 }}>
      {of.filter(([, value]) => value !== undefined && value !== '').map(([label, value]) => (
        <div key={label}>
          <dt><Muted>{label}</Muted></dt>
          <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>{value}</dd>
        </div>
      ))}
    </Grid>
  );
}

const Bar = styled.nav`
  display: flex;
  gap: 4px;
  margin-bottom: 12px;
  background: ${palette(8)};
  border-radius: 4px;
  padding: 4px;
  width: fit-content;
  max-width: 100%;
  overflow-x: auto;

  a {
    color: #fff;
    border-radius: 4px;
    padding: 4px 14px;
    white-space: nowrap;
  }

  a[aria-current='page'] { background: ${palette(6)}; font-weight: 600; }
`;

/** Tabs that are addresses: going back leads to the tab before. */
export function TabBar({ label, tabs, active, pathOf }: {
  label: string;
  tabs: Array<{ id: string; title: string }>;
  active: string;
  pathOf: (id: string) => string;
}) {
  return (
    <Bar aria-label={label}>
      {tabs.map(tab => (
        <Link key={tab.id} to={pathOf(tab.id)} replace aria-current={tab.id === active ? 'page' : undefined}>{tab.title}</Link>
      ))}
    </Bar>
  );
}
