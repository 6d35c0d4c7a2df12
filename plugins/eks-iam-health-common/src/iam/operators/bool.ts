import { toAnswer } from '../answer';
import { OperatorFamily } from './operator';

export const boolOperators: OperatorFamily = {
  bool: {
    negated: false,
    prepare: policyValue => value =>
      toAnswer(value.toLowerCase() === policyValue.toLowerCase()),
  },
};
