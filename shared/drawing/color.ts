// OKLCH to sRGB and back to a contrast: the arithmetic under the theme. Björn Ottosson, "A perceptual color space for image
// processing" (2020); contrast after WCAG 2.2, relative luminance. Out-of-gamut colours lose chroma, never hue or lightness.

/** `#rrggbb`. */
export type HexColor = string;

/** `lightness` 0 … 1, `chroma` 0 … 0.4, `hue` in degrees. */
export interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

export function oklchToHex(color: Oklch): HexColor {
  let chroma = color.chroma;
  let rgb = toLinearRgb({ ...color, chroma });
  while (chroma > 0 && rgb.some((part) => part < -1e-4 || part > 1 + 1e-4)) {
    chroma = Math.max(0, chroma - 0.004);
    rgb = toLinearRgb({ ...color, chroma });
  }
  return `#${rgb.map((part) => byteToHex(Math.round(255 * encodeGamma(part)))).join('')}`;
}

/** WCAG contrast ratio of two colours, 1 … 21. */
export function contrast(a: HexColor, b: HexColor): number {
  const first = luminance(a);
  const second = luminance(b);
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

function toLinearRgb({ lightness, chroma, hue }: Oklch): number[] {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function encodeGamma(linear: number): number {
  const value = Math.min(1, Math.max(0, linear));
  return value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
}

function luminance(color: HexColor): number {
  const parts = [1, 3, 5].map((start) => {
    const value = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}

function byteToHex(value: number): string {
  return value.toString(16).padStart(2, '0');
}
