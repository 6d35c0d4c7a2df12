import { InputError } from './operation';

type Input = Record<string, unknown>;

/** Whether a value is a JSON object. */
export const isRecord = (value: unknown): value is Input =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wanted = (name: string, what: string) =>
  new InputError(`\`${name}\` must be ${what}`);

/** A member that must be a string. */
export function stringOf(input: Input, name: string): string {
  const value = input[name];
  if (typeof value !== 'string') throw wanted(name, 'a string');
  return value;
}

/** A member that may be left out, else a string. */
export const optionalStringOf = (input: Input, name: string) =>
  input[name] === undefined ? undefined : stringOf(input, name);

/** A member that must be an object. */
export function recordOf(input: Input, name: string): Input {
  const value = input[name];
  if (!isRecord(value)) throw wanted(name, 'an object');
  return value;
}

/** A member that may be left out, else an object. */
export const optionalRecordOf = (input: Input, name: string) =>
  input[name] === undefined ? undefined : recordOf(input, name);

/** A member that is a list; left out, it is an empty one. */
export function listOf(input: Input, name: string): unknown[] {
  const value = input[name];
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw wanted(name, 'a list');
  return value;
}

/** A member that is a list of strings; left out, it is an empty one. */
export function stringsOf(input: Input, name: string): string[] {
  return listOf(input, name).map(value => {
    if (typeof value !== 'string') throw wanted(name, 'a list of strings');
    return value;
  });
}

/** A member that is a list of objects; left out, it is an empty one. */
export function recordsOf(input: Input, name: string): Input[] {
  return listOf(input, name).map(value => {
    if (!isRecord(value)) throw wanted(name, 'a list of objects');
    return value;
  });
}
