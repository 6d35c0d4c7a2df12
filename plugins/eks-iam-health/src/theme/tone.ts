import { Theme } from '@material-ui/core/styles';
import { contrast, mix, parseColour, Rgb, toHex } from './colour';

/** The six tones of a status. */
export type ToneName =
  | 'ok'
  | 'warning'
  | 'error'
  | 'running'
  | 'unknown'
  | 'none';

/** Colours of a status on the current theme. */
export interface Tone {
  text: string;
  icon: string;
  tint: string;
}

const TEXT_CONTRAST = 4.6;
const ICON_CONTRAST = 3.1;
const STEP = 0.05;

const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];

// A company's theme may come without the portal's own palette, as plain Material UI does.
const mainOf: Record<ToneName, (palette: Theme['palette']) => string> = {
  ok: p => p.status?.ok ?? p.success.main,
  warning: p => p.status?.warning ?? p.warning.main,
  error: p => p.status?.error ?? p.error.main,
  running: p => p.status?.running ?? p.info.main,
  unknown: p => p.bursts?.backgroundColor?.default ?? '#7C3699',
  none: p => p.status?.aborted ?? p.grey[600],
};

const kept = new WeakMap<Theme, Partial<Record<ToneName, Tone>>>();

/**
 * The colours of a status, made from the theme's own main colour: darkened (light theme) or lightened (dark theme) in
 * steps of 5 % until text has 4.6:1 on paper, page and its own tint, and icons 3.1:1.
 */
export function tone(theme: Theme, name: ToneName): Tone {
  const tones = kept.get(theme) ?? {};
  kept.set(theme, tones);
  tones[name] ??= makeTone(theme, parseColour(mainOf[name](theme.palette)));
  return tones[name];
}

function makeTone({ palette }: Theme, main: Rgb): Tone {
  const dark = palette.type === 'dark';
  const paper = parseColour(palette.background.paper);
  const page = parseColour(palette.background.default);
  const share = dark ? 0.14 : 0.1;
  const tint = mix(main, paper, share);
  const surfaces = [paper, page, tint];
  // A hovered or sunken row puts the tint on the page's colour instead, where text has to be read as well.
  const sunkenTint = mix(main, page, share);
  const away = dark ? white : black;

  const readable = (wanted: number, on: Rgb[]): Rgb => {
    for (let step = 0; step < 1 / STEP; step += 1) {
      const colour = mix(away, main, step * STEP);
      if (on.every(surface => contrast(colour, surface) >= wanted)) {
        return colour;
      }
    }
    return away;
  };

  return {
    text: toHex(readable(TEXT_CONTRAST, [...surfaces, sunkenTint])),
    icon: toHex(readable(ICON_CONTRAST, surfaces)),
    tint: toHex(tint),
  };
}
