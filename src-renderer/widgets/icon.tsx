// The few icons of the program: 16 × 16, one stroke, the colour of the text they stand beside. Decoration only; names are on the buttons.

const paths = {
  folder:
    'M2 4.5A1.5 1.5 0 0 1 3.5 3h2.8l1.6 1.8h4.6A1.5 1.5 0 0 1 14 6.3v5.2a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 11.5z',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  forward: 'M6 3.5 10.5 8 6 12.5',
  up: 'M3.5 10 8 5.5l4.5 4.5',
  down: 'M3.5 6 8 10.5 12.5 6',
  right: 'M6 3.5 10.5 8 6 12.5',
  group: 'M2.5 3.500h4v3h-4zM6.500 5h3M9.500 3.500h4v3h-4zM4.500 6.500v5h5M9.500 9.500h4v3h-4z',
  merge: 'M3 3v2.500A3.500 3.500 0 0 0 6.500 9H8M13 3v2.500A3.500 3.500 0 0 1 9.500 9H8M8 9v4.500M6 11.500l2 2 2-2',
  percent: 'M4 12l8-8M4.5 6a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM11.5 13a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z',
  nested: 'M2.5 3h11v10h-11zM5.5 6h5.5v4.5H5.5z',
  cycle: 'M13 5.5A5.5 5.5 0 0 0 3 6M3 10.500A5.500 5.500 0 0 0 13 10M13 2.500v3h-3M3 13.500v-3h3',
  shorten: 'M5.500 4 2 8l3.500 4M10.500 4 14 8l-3.500 4',
  search: 'M7 11.500A4.500 4.500 0 1 0 7 2.500a4.500 4.500 0 0 0 0 9zM10.300 10.300 13.500 13.500',
  sun: 'M8 10.800A2.800 2.800 0 1 0 8 5.200a2.800 2.800 0 0 0 0 5.600zM8 1.500v1.300M8 13.200v1.300M1.500 8h1.300M13.200 8h1.300M3.400 3.400l.9.9M11.700 11.700l.9.9M3.400 12.600l.9-.9M11.700 4.300l.9-.9',
  moon: 'M13 9.600A5.500 5.500 0 0 1 6.400 3a5.500 5.500 0 1 0 6.600 6.600z',
  screen: 'M2 3.500h12v7.500H2zM6 13.500h4M8 11v2.500',
  more: 'M3.500 8h.01M8 8h.01M12.500 8h.01',
  warning: 'M8 2.500 14 13H2zM8 6.500v3M8 11.300v.01',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.300v3.700M8 5v.01',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3.500 8.500 6.500 11.500 12.500 5',
  panes: 'M2.500 3h11v10h-11zM6.500 3v10M6.500 8h7',
  columns: 'M2.500 3h11v10h-11zM6.200 3v10M9.800 3v10',
  download: 'M8 2.500v7.500M4.800 7.300 8 10.500l3.200-3.200M2.500 13.500h11',
  fit: 'M2.500 6V2.500H6M10 2.500h3.500V6M13.500 10v3.500H10M6 13.500H2.500V10',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  history: 'M8 4.500V8l2.500 1.500M2.500 8a5.500 5.500 0 1 0 1.700-4M2.500 2.500v2.500H5',
  sliders: 'M2.500 4.500h6M11.500 4.500h2M2.500 11.500h2M7.500 11.500h6M10 3v3M6 10v3',
  keyboard: 'M1.500 4h13v8h-13zM4 6.800h.01M6.700 6.800h.01M9.300 6.800h.01M12 6.800h.01M5 9.500h6',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  const width = name === 'more' ? 2.2 : 1.4;
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={width}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
