import { AwsAuth, AwsAuthProblem, AwsAuthRow, AwsAuthSection } from './model';
import { readYaml, YamlField, YamlValue } from './yamlTree';

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
  const tree = readYaml(text);
  if (tree.status === 'broken') {
    lose(
      'not-yaml',
      `\`${section}\` cannot be parsed (line ${tree.line}: ${tree.message})`,
      tree,
    );
    return;
  }
  const { value, repeatedKeys } = tree;
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
  value.items.forEach((item, index) => {
    if (section === 'mapAccounts') readAccount(item, index, result);
    else readRow(section, item, index, result);
  });
}

function readAccount(item: YamlValue, index: number, result: AwsAuth): void {
  const { line, column } = item;
  if (item.kind === 'list' || item.kind === 'map') {
    result.problems.push({
      code: 'account-not-text',
      section: 'mapAccounts',
      row: index,
      line,
      column,
      costs: 'row',
      message: `entry ${index} of \`mapAccounts\` is a ${item.kind}, not an account id`,
    });
    return;
  }
  // Unquoted digits keep their text here: this list is decoded straight into strings.
  const accountId = item.kind === 'null' ? '' : item.text;
  if (accountId) result.accounts.push({ index, line, column, accountId });
}

const knownFields = new Set(['username', 'groups', 'sso']);

function readRow(
  section: AwsAuthRow['section'],
  item: YamlValue,
  index: number,
  result: AwsAuth,
): void {
  const arnField = section === 'mapRoles' ? 'rolearn' : 'userarn';
  const where = `entry ${index} of \`${section}\``;
  const problems: AwsAuthProblem[] = [];
  const tell = (
    code: AwsAuthProblem['code'],
    costs: AwsAuthProblem['costs'],
    message: string,
    place: { line: number; column: number } = item,
  ) => {
    const { line, column } = place;
    problems.push({ code, section, row: index, line, column, costs, message });
  };

  if (item.kind !== 'map') {
    tell(
      'row-not-a-map',
      'row',
      `${where} is ${described(item)}, not a map with \`${arnField}\``,
    );
    result.problems.push(...problems);
    return;
  }
  const fields = foldedFields(item.fields);
  const arn = textOf(fields.get(arnField));
  const username = textOf(fields.get('username'));
  const groups = groupsOf(fields.get('groups'), tell, where);

  const arnValue = fields.get(arnField);
  if (arnValue && arnValue.kind !== 'null' && arn === undefined) {
    tell(
      'arn-not-text',
      'row',
      `\`${arnField}\` of ${where} is ${described(arnValue)}, not text`,
      arnValue,
    );
  } else if (!arn && fields.has('sso')) {
    tell(
      'sso-row',
      'row',
      `${where} names a permission set by \`sso\`, which EKS does not know`,
    );
  } else if (!arn) {
    tell(
      'arn-missing',
      'row',
      `${where} has no \`${arnField}\` and is ignored`,
    );
  }
  const usernameValue = fields.get('username');
  if (
    usernameValue &&
    usernameValue.kind !== 'null' &&
    username === undefined
  ) {
    tell(
      'username-not-text',
      'field',
      `\`username\` of ${where} is ${described(
        usernameValue,
      )}, not text, so the user name is empty`,
      usernameValue,
    );
  } else if (arn && !username) {
    tell(
      'username-missing',
      'nothing',
      `${where} has no \`username\`, so the user name is empty`,
    );
  }
  for (const field of item.fields) {
    const name = field.key.toLowerCase();
    if (name !== arnField && !knownFields.has(name)) {
      tell(
        'unknown-field',
        'nothing',
        `${where} has a field \`${field.key}\` that means nothing to EKS`,
        field,
      );
    }
  }
  result.problems.push(
    ...problems.map(problem => (arn ? { ...problem, arn } : problem)),
  );
  if (arn) {
    const { line, column } = item;
    result.rows.push({
      section,
      index,
      line,
      column,
      arn,
      username: username ?? '',
      groups,
    });
  }
}

/**
 * Fields by their lower-case name. The JSON between YAML and the authenticator has its keys sorted, so of two that
 * differ in case the one later in the alphabet counts, and a `null` leaves what was there.
 */
function foldedFields(fields: readonly YamlField[]): Map<string, YamlValue> {
  const byName = new Map<string, YamlValue>();
  const sorted = [...fields].sort((a, b) => (a.key < b.key ? -1 : 1));
  for (const { key, value } of sorted) {
    const name = key.toLowerCase();
    if (value.kind !== 'null' || !byName.has(name)) byName.set(name, value);
  }
  return byName;
}

function textOf(value: YamlValue | undefined): string | undefined {
  return value?.kind === 'text' ? value.text : undefined;
}

function described(value: YamlValue): string {
  switch (value.kind) {
    case 'list':
      return 'a list';
    case 'map':
      return 'a map';
    case 'null':
      return 'empty';
    case 'text':
      return 'text';
    default:
      return `a ${value.kind} (\`${value.text}\`)`;
  }
}

function groupsOf(
  value: YamlValue | undefined,
  tell: (
    code: AwsAuthProblem['code'],
    costs: AwsAuthProblem['costs'],
    message: string,
    place: YamlValue,
  ) => void,
  where: string,
): string[] {
  if (!value || value.kind === 'null') return [];
  if (value.kind !== 'list') {
    tell(
      'groups-not-a-list',
      'field',
      `\`groups\` of ${where} is ${described(
        value,
      )}, not a list, so it has no groups`,
      value,
    );
    return [];
  }
  return value.items.map(item => {
    if (item.kind !== 'text') {
      tell(
        'group-not-text',
        'field',
        `a group of ${where} is ${described(item)}, not text, and is lost`,
        item,
      );
      return '';
    }
    if (/\s-\s|,|^\s|\s$/.test(item.text)) {
      tell(
        'group-folded',
        'nothing',
        `\`${item.text}\` is one group of ${where}; it looks like several`,
        item,
      );
    }
    return item.text;
  });
}
