import { AwsAuth, AwsAuthProblem, AwsAuthSection } from './model';
import { described, readRow } from './readRow';
import { readYaml, YamlValue } from './yaml/readYaml';

const sections: readonly AwsAuthSection[] = [
  'mapRoles',
  'mapUsers',
  'mapAccounts',
];

/** Texts that the authenticator takes for "nothing here". */
const blank = new Set(['', '``', '""', "''"]);

/**
 * Reads `data` of the ConfigMap kube-system/aws-auth exactly as the authenticator on the control plane does, and says
 * what is wrong with it. A broken section yields nothing, the others survive; a broken line is dropped alone.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/mapper/configmap/configmap.go
 *
 * @public
 */
export function parseAwsAuth(data: Record<string, string>): AwsAuth {
  const result: AwsAuth = {
    rows: [],
    accounts: [],
    problems: [],
    lostSections: [],
  };
  for (const section of sections) {
    const text = data[section];
    if (text === undefined || blank.has(text.trim())) continue;
    readSection(section, text, result);
  }
  for (const key of Object.keys(data)) {
    const problem = problemOfKey(key);
    if (problem) result.problems.push(problem);
  }
  return result;
}

/** Keys of `data` are compared with case, unlike the fields of a line. */
function problemOfKey(key: string): AwsAuthProblem | undefined {
  if (sections.some(section => section === key)) return undefined;
  const meant = sections.find(s => s.toLowerCase() === key.toLowerCase());
  return {
    code: meant ? 'key-case' : 'unknown-key',
    section: key,
    line: 1,
    column: 1,
    costs: meant ? 'section' : 'nothing',
    message: meant
      ? `the key \`${key}\` is ignored: it has to be written \`${meant}\``
      : `the key \`${key}\` means nothing to EKS`,
  };
}

function readSection(
  section: AwsAuthSection,
  text: string,
  result: AwsAuth,
): void {
  const lose = (
    code: AwsAuthProblem['code'],
    message: string,
    place: { line: number; column: number },
  ) => {
    const { line, column } = place;
    result.lostSections.push(section);
    result.problems.push({
      code,
      section,
      line,
      column,
      costs: 'section',
      message,
    });
  };
  const tree = readYaml(text, section === 'mapAccounts' ? 'texts' : 'json');
  if (tree.status === 'broken') {
    lose(
      'not-yaml',
      `\`${section}\` cannot be parsed (line ${tree.line}: ${tree.message})`,
      tree,
    );
    return;
  }
  const { value, repeatedKeys, brokeOff } = tree;
  // The authenticator hands text that begins with a brace to its JSON reader, where it can only be an object.
  if (value.kind !== 'list') {
    if (value.kind === 'null') return;
    lose('not-a-list', `\`${section}\` is not a list`, value);
    return;
  }
  for (const field of repeatedKeys) {
    result.problems.push({
      code: 'repeated-key',
      section,
      line: field.line,
      column: field.column,
      costs: 'nothing',
      message: `the field \`${field.key}\` stands twice in one entry of \`${section}\`; the later one counts`,
    });
  }
  if (brokeOff) {
    const { line, column, message } = brokeOff;
    result.problems.push({
      code: 'account-not-text',
      section,
      row: value.items.length,
      line,
      column,
      costs: 'row',
      message: `\`${section}\` breaks off (line ${line}: ${message}); what follows is lost`,
    });
  }
  value.items.forEach((item, index) => {
    if (section === 'mapAccounts') {
      readAccount(item, index, result);
      return;
    }
    const { row, problems } = readRow(section, item, index);
    if (row) result.rows.push(row);
    result.problems.push(...problems);
  });
}

function readAccount(item: YamlValue, index: number, result: AwsAuth): void {
  const { line, column } = item;
  // Unquoted digits keep their text here: this list is decoded straight into strings.
  const accountId =
    item.kind === 'list' || item.kind === 'map' ? '' : item.text;
  if (!accountId || item.kind === 'null') {
    result.problems.push({
      code: 'account-not-text',
      section: 'mapAccounts',
      row: index,
      line,
      column,
      costs: 'row',
      message: `entry ${index} of \`mapAccounts\` is ${described(
        item,
      )}, not an account id`,
    });
    return;
  }
  result.accounts.push({ index, line, column, accountId });
}
