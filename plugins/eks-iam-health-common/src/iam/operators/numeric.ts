import { orderedOperators } from './ordered';

/** Integers and decimal fractions. */
const toNumber = (text: string) =>
  /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text.trim()) ? Number(text) : undefined;

export const numericOperators = orderedOperators('Numeric', toNumber);
