import { RepairTarget } from '../model';
import { ActionText } from './actionText';

/** A value of a template; `undefined` leaves the property out. */
type Value =
  | string
  | number
  | boolean
  | undefined
  | Value[]
  | { [key: string]: Value };

/** Characters that a JSON string may hold as they are and YAML takes for line breaks, or not at all. */
// eslint-disable-next-line no-control-regex -- these are the ones meant
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A string of YAML in double quotes, in which nothing has a meaning. */
export function quoteYaml(text: string): string {
  return JSON.stringify(text).replace(
    unprintable,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const plainKey = /^[A-Za-z][A-Za-z0-9]*$/;

function yamlLines(value: Value, indent: string): string[] {
  if (Array.isArray(value)) {
    if (value.length === 0) return [`${indent}[]`];
    return value.flatMap(item => {
      const [first, ...rest] = yamlLines(item, `${indent}  `);
      return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
    });
  }
  if (typeof value === 'object') {
    const fields = Object.entries(value).filter(
      ([, field]) => field !== undefined,
    );
    if (fields.length === 0) return [`${indent}{}`];
    return fields.flatMap(([key, field]) => {
      const name = plainKey.test(key) ? key : quoteYaml(key);
      const inner = yamlLines(field, `${indent}  `);
      const isShort =
        typeof field !== 'object' || /^\s*(?:\[\]|\{\})$/.test(inner[0]);
      return isShort
        ? [`${indent}${name}: ${inner[0].trimStart()}`]
        : [`${indent}${name}:`, ...inner];
    });
  }
  return [`${indent}${typeof value === 'string' ? quoteYaml(value) : value}`];
}

/** A logical id: letters and digits, of what the resource is about. */
export function logicalId(...words: string[]): string {
  const id = words
    .join(' ')
    .split(/[^A-Za-z0-9]+/)
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return `Repair${id}`.slice(0, 200);
}

/** One resource, as it stands under `Resources`, with proof and undo; stacks are changed as a whole. */
export function cloudFormationResource(
  id: string,
  type: string,
  properties: { [key: string]: Value },
  verify: string,
): ActionText {
  return {
    do: yamlLines({ [id]: { Type: type, Properties: properties } }, '  ').join(
      '\n',
    ),
    verify,
    undo: '# Remove the resource from the template, then update the stack',
  };
}

/** A whole template of several resources, each under an id of its own. */
export function cloudFormationTemplate(
  resources: readonly string[],
  { clusterName, region, accountId }: RepairTarget,
): string {
  const taken = new Set<string>();
  const named = resources.map(resource =>
    resource.replace(/^ {2}(\w+):/, (_, id: string) => {
      let free = id;
      for (let i = 2; taken.has(free); i++) free = `${id}${i}`;
      taken.add(free);
      return `  ${free}:`;
    }),
  );
  return [
    'AWSTemplateFormatVersion: "2010-09-09"',
    `Description: ${quoteYaml(
      `cluster ${clusterName}, ${region}, account ${accountId}`,
    )}`,
    'Resources:',
    ...named,
  ].join('\n');
}
