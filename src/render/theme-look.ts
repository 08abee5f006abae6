/**
 * What `theme:` of broadside.yaml changes of a theme's style sheet: it is put behind the sheet's own rules, as
 * custom properties. The values were checked where they entered: none can end its declaration.
 */
import { digestOf } from '../base/digest.ts';
import type { Look } from '../config/config.ts';
import { themeSourceOf } from './theme-source.ts';
import type { ThemeSource } from './theme-source.ts';

/** The style sheet that every page names. */
const SHEET = 'style.css';

/** The theme as a publication wants it to look; the same value where it wants nothing. */
export function withLook(theme: ThemeSource, look: Look): ThemeSource {
  const own = lookStyles(look);
  if (own === '') return theme;
  const assets = theme.assets.map((it) => {
    if (it.name !== SHEET) return it;
    const bytes = new TextEncoder().encode(new TextDecoder().decode(it.bytes) + own);
    return { ...it, bytes, digest: digestOf(bytes) };
  });
  return themeSourceOf(theme.files, assets);
}

function lookStyles({ colors, fonts }: Look): string {
  const declarations = [
    ...Object.entries(colors).map(([name, { light, dark }]) =>
      dark === null ? `--${name}: ${light};` : `--${name}: light-dark(${light}, ${dark});`,
    ),
    ...(fonts.text === null ? [] : [`--serif: ${fonts.text};`]),
    ...(fonts.furniture === null ? [] : [`--sans: ${fonts.furniture};`]),
  ];
  return declarations.length === 0 ? '' : `\n:root {\n  ${declarations.join('\n  ')}\n}\n`;
}
