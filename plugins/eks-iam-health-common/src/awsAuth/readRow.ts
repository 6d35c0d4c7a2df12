import { AwsAuthProblem, AwsAuthRow } from './model';
import { Place, YamlField, YamlValue } from './yaml/readYaml';

/** A line as far as it counts, and what is wrong with it. */
export interface ReadRow {
  row?: AwsAuthRow;
  problems: AwsAuthProblem[];
}

type Tell = (
  code: AwsAuthProblem['code'],
  costs: AwsAuthProblem['costs'],
  message: string,
  place?: Place,
) => void;

/** A field by the name that go's JSON reader takes it for: case does not count, nor do the look-alikes of ASCII. */
const foldName = (name: string) => name.toLowerCase().replaceAll('\u017f', 's');

const isName = (field: YamlField, name: string) => foldName(field.key) === name;

const isWrongText = (value: YamlValue) =>
  value.kind !== 'text' && value.kind !== 'null';

/** What a text field holds in the end. */
const textOf = (values: readonly YamlValue[]): string =>
  values.reduce(
    (text, value) => (value.kind === 'text' ? value.text : text),
    '',
  );

/** Whether a pointer field points to anything in the end; a value of the wrong type is enough for that. */
const isSet = (values: readonly YamlValue[]): boolean =>
  values.reduce((_, value) => value.kind !== 'null', false);

export function described(value: YamlValue): string {
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

/**
 * One entry of `mapRoles` or `mapUsers`, as go's JSON reader fills its struct: fields by name without regard to case, a
 * value of the wrong type leaves the field as it was, `null` leaves a text as it was. Nothing but the ARN is required.
 * https://pkg.go.dev/encoding/json#Unmarshal
 */
export function readRow(
  section: AwsAuthRow['section'],
  item: YamlValue,
  index: number,
): ReadRow {
  const arnField = section === 'mapRoles' ? 'rolearn' : 'userarn';
  const where = `entry ${index} of \`${section}\``;
  const problems: AwsAuthProblem[] = [];
  const tell: Tell = (code, costs, message, place = item) => {
    const { line, column } = place;
    problems.push({ code, section, row: index, line, column, costs, message });
  };
  if (item.kind !== 'map') {
    tell(
      'row-not-a-map',
      'row',
      `${where} is ${described(item)}, not a map with \`${arnField}\``,
    );
    return { problems };
  }
  // The JSON between YAML and the authenticator has its keys sorted: of two that differ in case the later one counts.
  const fields = [...item.fields].sort((a, b) => (a.key < b.key ? -1 : 1));
  const values = (name: string) =>
    fields.filter(field => isName(field, name)).map(field => field.value);

  const arn = textOf(values(arnField));
  const username = textOf(values('username'));
  const groups = groupsOf(values('groups'), tell, where);
  const hasSso = section === 'mapRoles' && isSet(values('sso'));

  if (hasSso) {
    tell(
      'sso-row',
      'row',
      arn
        ? `${where} names both an ARN and a permission set by \`sso\`, and is dropped`
        : `${where} names a permission set by \`sso\`, which EKS does not know`,
    );
  } else if (!arn) {
    const wrong = values(arnField).find(isWrongText);
    if (wrong) {
      tell(
        'arn-not-text',
        'row',
        `\`${arnField}\` of ${where} is ${described(wrong)}, not text`,
        wrong,
      );
    } else {
      tell(
        'arn-missing',
        'row',
        `${where} has no \`${arnField}\` and is ignored`,
      );
    }
  }
  const wrongName = values('username').find(isWrongText);
  if (wrongName) {
    tell(
      'username-not-text',
      username ? 'nothing' : 'field',
      `\`username\` of ${where} is ${described(wrongName)}, not text, ${
        username ? 'and does not count' : 'so the user name is empty'
      }`,
      wrongName,
    );
  } else if (arn && !username) {
    tell(
      'username-missing',
      'nothing',
      `${where} has no \`username\`, so the user name is empty`,
    );
  }
  const known = ['username', 'groups', arnField];
  if (section === 'mapRoles') known.push('sso');
  for (const field of item.fields) {
    if (!known.some(name => isName(field, name))) {
      tell(
        'unknown-field',
        'nothing',
        `${where} has a field \`${field.key}\` that means nothing to EKS`,
        field,
      );
    }
  }
  if (!arn) return { problems };
  const { line, column } = item;
  return {
    problems: problems.map(problem => ({ ...problem, arn })),
    ...(!hasSso && {
      row: { section, index, line, column, arn, username, groups },
    }),
  };
}

/** What a list of texts holds in the end: a second list is written over the first, element by element. */
function groupsOf(
  values: readonly YamlValue[],
  tell: Tell,
  where: string,
): string[] {
  // What a shorter list leaves behind its end is there again when a longer one follows.
  const kept: string[] = [];
  let length = 0;
  for (const value of values) {
    if (value.kind === 'null') {
      kept.length = 0;
      length = 0;
    } else if (value.kind === 'list') {
      length = value.items.length;
      if (length === 0) kept.length = 0;
      for (const [i, item] of value.items.entries()) {
        kept[i] = groupOf(item, kept[i] ?? '', tell, where);
      }
    } else {
      tell(
        'groups-not-a-list',
        'field',
        `\`groups\` of ${where} is ${described(
          value,
        )}, not a list, so it has no groups`,
        value,
      );
    }
  }
  return kept.slice(0, length);
}

function groupOf(
  item: YamlValue,
  before: string,
  tell: Tell,
  where: string,
): string {
  if (item.kind !== 'text') {
    tell(
      'group-not-text',
      'field',
      `a group of ${where} is ${described(item)}, not text, and is lost`,
      item,
    );
    return before;
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
}
