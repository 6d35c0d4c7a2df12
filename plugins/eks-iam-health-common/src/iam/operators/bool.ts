import { toAnswer } from '../answer';
import { stringPattern } from '../matchPattern';
import { OperatorFamily } from './operator';

const isBoolean = (text: string) => text === 'true' || text === 'false';

export const boolOperators: OperatorFamily = {
  bool: {
    negated: false,
    prepare: (policyValue, variables) => {
      if (variables && policyValue.includes('${')) {
        return stringPattern(policyValue, {
          wildcards: false,
          ignoreCase: true,
          variables,
        }).matches;
      }
      const wanted = policyValue.toLowerCase();
      return text => {
        const value = text.toLowerCase();
        return isBoolean(wanted) && isBoolean(value)
          ? toAnswer(value === wanted)
          : 'incomparable';
      };
    },
  },
};
