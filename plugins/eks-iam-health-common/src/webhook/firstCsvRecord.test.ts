import { firstCsvRecord } from './firstCsvRecord';

/** Each answer is what Go's `encoding/csv` gives. */
describe('firstCsvRecord', () => {
  it.each<[string, string[] | undefined]>([
    ['a', ['a']],
    ['a,b', ['a', 'b']],
    ['a, b', ['a', ' b']],
    ['a,', ['a', '']],
    [',', ['', '']],
    ['a\nb', ['a']],
    ['\n\r\na\r\nb', ['a']],
    ['a\r', ['a']],
    ['"a","b"', ['a', 'b']],
    ['"a,b",c', ['a,b', 'c']],
    ['"a""b"', ['a"b']],
    ['"a\r\nb",c', ['a\nb', 'c']],
    ['""', ['']],
    ['', undefined],
    ['\n', undefined],
    ['\r', undefined],
    ['a"b', undefined],
    ['"a', undefined],
    ['"a"b', undefined],
    [' "a"', undefined],
  ])('reads %j', (text, expected) => {
    expect(firstCsvRecord(text)).toEqual(expected);
  });
});
