import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import { toHaveNoViolations } from 'jest-axe';

expect.extend(toHaveNoViolations);

// Pages are loaded when they are shown; the first of them brings all of Material UI along.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);
