import { createTheme } from '@material-ui/core/styles';
import { themes } from '@backstage/theme';
import { Theme } from '@material-ui/core/styles';
import { contrast, parseColour } from './colour';
import { tone, ToneName } from './tone';

const stock = {
  light: themes.light.getTheme('v4') as Theme,
  dark: themes.dark.getTheme('v4') as Theme,
};
const names: ToneName[] = [
  'ok',
  'warning',
  'error',
  'running',
  'unknown',
  'none',
];

describe('tone', () => {
  it.each([
    ['light', 'ok', '#137837', '#199d47', '#e8f8ee'],
    ['light', 'warning', '#995b00', '#bf7200', '#fff5e6'],
    ['light', 'error', '#c01c2c', '#e22134', '#fce9eb'],
    ['light', 'running', '#1f5493', '#1f5493', '#e9eef4'],
    ['light', 'unknown', '#7c3699', '#7c3699', '#f2ebf5'],
    ['light', 'none', '#636363', '#757575', '#f1f1f1'],
    ['dark', 'ok', '#8dd9a0', '#71cf88', '#49564c'],
    ['dark', 'warning', '#ffbf5f', '#ffb84d', '#5c5344'],
    ['dark', 'error', '#fca6aa', '#f97077', '#5b4345'],
    ['dark', 'running', '#9ac4f1', '#5da0e9', '#404c59'],
    ['dark', 'unknown', '#cbafd6', '#b086c2', '#4a404e'],
    ['dark', 'none', '#c5c5c5', '#a3a3a3', '#4f4f4f'],
  ] as const)('%s %s is text %s, icon %s, tint %s', (mode, name, ...want) => {
    const { text, icon, tint } = tone(stock[mode], name);
    expect([text, icon, tint]).toEqual(want);
  });

  const company = createTheme({
    palette: {
      type: 'light',
      background: { paper: '#fffdf5', default: '#f3efe2' },
      success: { main: '#9be7a0' },
      warning: { main: '#ffe082' },
      error: { main: '#ff8a80' },
    },
  });

  it.each([
    ['the light theme', stock.light],
    ['the dark theme', stock.dark],
    ['a theme with pale colours and no portal palette', company],
  ])('can be read on every surface of %s', (_, theme) => {
    const { paper, default: page } = theme.palette.background;
    for (const name of names) {
      const { text, icon, tint } = tone(theme, name);
      for (const surface of [paper, page, tint]) {
        const on = parseColour(surface);
        expect(contrast(parseColour(text), on)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(parseColour(icon), on)).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it('knows that the raw status colours would not do', () => {
    const raw = parseColour(stock.light.palette.status.ok);
    expect(contrast(raw, [255, 255, 255])).toBeLessThan(3);
  });
});
