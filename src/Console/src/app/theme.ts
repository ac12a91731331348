import { createTheme, Drawer, type MantineColorsTuple, Modal, Notification } from '@mantine/core';
import i18n from './i18n';

/** 藍: the one accent. Shade 7 carries white text at a contrast above 7 : 1. */
const indigo: MantineColorsTuple = [
  '#eef3fb',
  '#d9e3f3',
  '#b0c5e6',
  '#84a5d9',
  '#5f8ace',
  '#4878c6',
  '#3a6abb',
  '#2b569f',
  '#22488a',
  '#173668',
];

/** 朱: what is refused or cannot be taken back. Shades 6 and 7 carry white text, as those of the accent do. */
const red: MantineColorsTuple = [
  '#fdeeec',
  '#fbe0dd',
  '#f5bfb9',
  '#ff9d90',
  '#f5857a',
  '#e2594c',
  '#c2352c',
  '#b3261e',
  '#931d16',
  '#6f120d',
];

/** The one neutral scale, a little blue so that it sits with the accent. */
const ink: MantineColorsTuple = [
  '#f6f7f9',
  '#eceef2',
  '#d9dde4',
  '#bcc3ce',
  '#98a1b0',
  '#747f90',
  '#566173',
  '#3f4959',
  '#2a323f',
  '#171c25',
];

const dark: MantineColorsTuple = [
  '#e4e7ec',
  '#b7bec9',
  '#98a1b0',
  '#6b7686',
  '#3d4654',
  '#2d3542',
  '#222934',
  '#191f28',
  '#12171e',
  '#0c1015',
];

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.2,
  colors: { indigo, red, gray: ink, dark },
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic UI", Meiryo, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  // The head of a dialog is no banner of the page.
  components: {
    Notification: Notification.extend({
      defaultProps: {
        // Read whenever one is drawn, in the language of that moment.
        get closeButtonProps() {
          return { 'aria-label': i18n.t('form.close') };
        },
      },
    }),
    Drawer: Drawer.extend({ defaultProps: { attributes: { header: { role: 'presentation' } } } }),
    Modal: Modal.extend({ defaultProps: { attributes: { header: { role: 'presentation' } } } }),
  },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
});
