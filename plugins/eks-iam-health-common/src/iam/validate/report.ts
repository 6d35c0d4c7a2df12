/** Notes one problem and where it is. */
export type Report = (path: string, message: string) => void;

/** Whether a value is a JSON object. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reports every item of a string or a list of strings that is wrong; an empty list is wrong as a whole. */
export function reportStrings(
  value: unknown,
  path: string,
  report: Report,
  problemOf: (text: string) => string | undefined,
) {
  if (typeof value !== 'string' && !Array.isArray(value)) {
    report(path, 'must be text or a list of texts');
    return;
  }
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) report(path, 'must not be empty');
  list.forEach((item, index) => {
    const at = Array.isArray(value) ? `${path}[${index}]` : path;
    const problem = typeof item === 'string' ? problemOf(item) : 'must be text';
    if (problem) report(at, problem);
  });
}
