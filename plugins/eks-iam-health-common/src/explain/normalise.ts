import { joinHardWraps, joinWrappedArns, stripFrames } from './lineWraps';

/** More of a paste than this is not looked at. @public */
export const MAX_ERROR_TEXT_LENGTH = 1_048_576;

/**
 * One line of plain words out of whatever people paste: wrapped terminal lines, JSON logs, HTML and XML, the `<...>`
 * placeholders of AWS's own samples, colours and typographic quotes. All expressions here are bounded, so that the work
 * grows with the length of the text only.
 */
export function normalise(text: string): string {
  const steps = [
    withoutNoise,
    unescapeJson,
    unwrapMarkup,
    decodeEntities,
    plainQuotes,
    fillPlaceholders,
    joinWrappedArns,
    collapse,
  ];
  return steps.reduce(
    (result, step) => step(result),
    text.slice(0, MAX_ERROR_TEXT_LENGTH),
  );
}

/** A paste as its writer saw it: without colours and frames, and lines whole that a terminal broke at its width. */
export function withoutNoise(text: string): string {
  return joinHardWraps(stripFrames(stripInvisible(text)));
}

/** Colours and titles of terminals. */
const escapes =
  // eslint-disable-next-line no-control-regex -- the escape character is what terminals write
  /\u001b(?:\[[0-9;?]{0,20}[A-Za-z]|\][^\u0007\u001b]{0,200}(?:\u0007|\u001b\\))/g;

/** Escapes of terminals, zero-width characters and soft hyphens. */
function stripInvisible(text: string): string {
  return text
    .replace(escapes, '')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '');
}

/** A message inside a JSON log has `\"` and `\n`; without `\"` a backslash may belong to a Windows path and stays. */
function unescapeJson(text: string): string {
  return text.includes('\\"') || text.includes('\\u003c')
    ? text
        .replace(/\\[nrt]/g, ' ')
        .replace(/\\u003c/gi, '<')
        .replace(/\\u003e/gi, '>')
        .replace(/\\+"/g, '"')
    : text;
}

/** XML answers of the query APIs, and the tags of a copied page. */
function unwrapMarkup(text: string): string {
  return text
    .replace(/<Code>([A-Za-z.]{1,80})<\/Code>/g, ' $1: ')
    .replace(/<RequestId>([\w-]{1,80})<\/RequestId>/g, ' request id: $1 ')
    .replace(
      /<\/?(?:a|b|br|code|div|em|i|li|p|pre|span|strong|td|tr|ul|Error|ErrorResponse|Errors|Message|RequestId|RequestID|Response|Type)(?:\s[^<>]{0,300})?\/?>/g,
      ' ',
    );
}

const entities: Record<string, string> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lt: '<',
  nbsp: ' ',
  quot: '"',
};

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|(amp|apos|gt|lt|nbsp|quot));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name) return entities[name.toLowerCase()];
      const code = decimal ? parseInt(decimal, 10) : parseInt(hex ?? '', 16);
      return code >= 32 &&
        code <= 0x10ffff &&
        !(code >= 0xd800 && code < 0xe000)
        ? String.fromCodePoint(code)
        : whole;
    },
  );
}

function plainQuotes(text: string): string {
  return text
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .replace(/[\u2018\u2019\u201a]/g, "'")
    .replace(/`/g, '');
}

/** `<111122223333>` loses its brackets, `arn:aws:eks<:region>` as in AWS's sample too. */
function fillPlaceholders(text: string): string {
  return text.replace(/<([^<>\s]{1,200})>/g, '$1');
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
