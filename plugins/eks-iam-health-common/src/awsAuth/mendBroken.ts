import { AwsAuthRow } from './model';
import { parseAwsAuth } from './parseAwsAuth';

const template =
  /^(\s*(?:-\s+)?(?:[\w]+:\s+)?)(\{\{\w+\}\}[^\s#'"]*)(\s*(?:#.*)?)$/;

/** Puts quotes around values that begin with a template, the mistake of most broken sections. */
const quoteTemplates = (text: string) =>
  text
    .split('\n')
    .map(line => line.replace(template, `$1'$2'$3`))
    .join('\n');

/** A tab at the start of a line becomes two blanks. */
const expandTabs = (text: string) =>
  text.replace(/^[ \t]+/gm, blanks => blanks.replaceAll('\t', '  '));

/**
 * The text of a section that does not parse, with the usual slips mended; `undefined` where that does not help and
 * somebody has to look.
 *
 * @public
 */
export function mendBrokenSection(
  section: 'mapRoles' | 'mapUsers',
  text: string,
): { text: string; rows: AwsAuthRow[] } | undefined {
  for (const mended of [
    quoteTemplates(text),
    expandTabs(text),
    expandTabs(quoteTemplates(text)),
  ]) {
    const parsed = parseAwsAuth({ [section]: mended });
    if (parsed.lostSections.length === 0 && parsed.rows.length > 0) {
      return { text: mended, rows: parsed.rows };
    }
  }
  return undefined;
}
