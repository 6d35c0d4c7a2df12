/** Annotations are text; the webhook reads them with Go's `strconv`, and what that refuses is ignored. */

const falseTexts = ['0', 'f', 'F', 'false', 'FALSE', 'False'];
const trueTexts = ['1', 't', 'T', 'true', 'TRUE', 'True'];

/** As `strconv.ParseBool`; `undefined` where it fails. https://pkg.go.dev/strconv#ParseBool @public */
export function parseGoBoolean(text: string): boolean | undefined {
  if (trueTexts.includes(text)) return true;
  return falseTexts.includes(text) ? false : undefined;
}

const smallest = -(2n ** 63n);
const largest = 2n ** 63n - 1n;

/** As `strconv.ParseInt` with base 10 and 64 bits; `undefined` where it fails. https://pkg.go.dev/strconv#ParseInt @public */
export function parseGoInteger(text: string): number | undefined {
  if (!/^[+-]?[0-9]+$/.test(text)) return undefined;
  const value = BigInt(text.replace(/^\+/, ''));
  return value < smallest || value > largest ? undefined : Number(value);
}
