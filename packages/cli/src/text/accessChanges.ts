import {
  AccessChange,
  PolicyRule,
} from 'backstage-plugin-eks-iam-health-common';
import { Column, renderTable } from './table';

const inNamespace = (namespace: string | undefined) =>
  namespace === undefined ? '' : ` in ${namespace}`;

function ruleWords(rule: PolicyRule): string {
  const { verbs, resources, resourceNames, nonResourceURLs } = rule;
  const names =
    resourceNames.length > 0 ? ` named ${resourceNames.join(',')}` : '';
  return `${verbs.join(',')} ${[...resources, ...nonResourceURLs].join(
    ',',
  )}${names}`;
}

function changeWords({ what }: AccessChange): string {
  switch (what.kind) {
    case 'entrance':
      return `gets in as ${what.username}`;
    case 'cluster-admin':
      return 'administers the cluster';
    case 'rules':
      return `${what.rules.map(ruleWords).join('; ')}${inNamespace(
        what.namespace,
      )}`;
    case 'unpublished':
      return `rights that AWS does not publish${inNamespace(what.namespace)}`;
    case 'aws':
      return what.statement;
    default:
      return `runs with ${what.roleArn}, by ${what.via}`;
  }
}

const columns: Column<AccessChange>[] = [
  { heading: 'change', text: ({ change }) => change },
  { heading: 'kind', text: ({ kind }) => kind },
  { heading: 'who', text: ({ who }) => who },
  { heading: 'what', text: changeWords },
  { heading: 'by', text: ({ by }) => by },
];

/** Who may do more or less, as a table. */
export const renderChanges = (changes: readonly AccessChange[]) =>
  renderTable(columns, changes);
