/**
 * Text that comes from a cluster, safe to print on a terminal: names and messages may hold escape sequences, line ends
 * or letters that reverse the direction of what follows.
 */
export function plain(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
