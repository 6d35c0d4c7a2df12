/** Red, green and blue from 0 to 255. */
export type Rgb = readonly [number, number, number];

/** Reads `#rgb`, `#rrggbb` and `rgb(r, g, b)`; alpha is not looked at, since tones are made of opaque colours only. */
export function parseColour(colour: string): Rgb {
  const hex = /^#([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(colour.trim());
  if (hex) {
    const full =
      hex[1].length === 3 ? [...hex[1]].map(d => d + d).join('') : hex[1];
    return [0, 2, 4].map(at =>
      parseInt(full.slice(at, at + 2), 16),
    ) as unknown as Rgb;
  }
  const parts = colour.match(/\d+(\.\d+)?/g);
  if (!parts || parts.length < 3) {
    throw new Error(`not a colour that can be read: ${colour}`);
  }
  return parts.slice(0, 3).map(Number) as unknown as Rgb;
}

/** `#rrggbb`. */
export function toHex(rgb: Rgb): string {
  return `#${rgb
    .map(part => Math.round(part).toString(16).padStart(2, '0'))
    .join('')}`;
}

/** `share` of `over`, the rest of `under`. */
export function mix(over: Rgb, under: Rgb, share: number): Rgb {
  return over.map(
    (part, i) => part * share + under[i] * (1 - share),
  ) as unknown as Rgb;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map(part => {
    const c = part / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}
