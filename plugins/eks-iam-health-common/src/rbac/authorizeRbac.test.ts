import table from './__cases__/authorizeRbac.json';
import {
  authorizeRbac,
  indexRbac,
  parseRbacObjects,
  RbacRequest,
} from './index';

describe('authorizeRbac', () => {
  it.each(table.cases.map(c => [c.title, c] as const))('%s', (_, given) => {
    const index = indexRbac(parseRbacObjects(given.objects));
    const { user: username, groups, attributes } = given;
    const answer = authorizeRbac(
      { username, groups },
      attributes as RbacRequest,
      index,
    );
    expect(answer.decision).toBe(given.decision);
    expect(answer.by).toBe(given.by ?? answer.by);
    // The order in which objects are read decides nothing.
    const reversed = indexRbac(parseRbacObjects([...given.objects].reverse()));
    expect(
      authorizeRbac({ username, groups }, attributes as RbacRequest, reversed)
        .decision,
    ).toBe(given.decision);
  });
});
