import { theme, type ThemeConfig } from 'antd';

const font = `'Noto Sans SC Variable', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif`;

/**
 * Quiet: one blue, square-ish corners, no shadows on cards. The secondary text colours are set by
 * hand because antd's own fall short of 4.5:1.
 */
const motion = !matchMedia('(prefers-reduced-motion: reduce)').matches;
const shared = { fontFamily: font, borderRadius: 4, wireframe: false, motion, motionDurationMid: '0.1s', motionDurationSlow: '0.15s' };

export const lightTheme: ThemeConfig = {
  algorithm: theme.defaultAlgorithm,
  token: {
    ...shared,
    colorPrimary: '#1f5f8b',
    // antd derives greys from so dark a blue; these are its own tints.
    colorPrimaryBg: '#e5eef7',
    colorPrimaryBgHover: '#d6e4f0',
    colorPrimaryBorder: '#a9c6de',
    colorInfo: '#1f5f8b',
    colorLink: '#1a5a88',
    colorLinkHover: '#0d3d60',
    colorError: '#b3261e',
    colorWarning: '#8a5a00',
    colorSuccess: '#1b6e35',
    colorTextSecondary: '#4b5560',
    colorTextTertiary: '#59636e',
    colorTextDescription: '#4b5560',
    colorTextPlaceholder: '#66707b',
    colorBgLayout: '#f4f6f8',
    colorWarningBg: '#fcf3dc',
    colorWarningBorder: '#e5cd94',
    colorErrorBg: '#fdecea',
    colorErrorBorder: '#eeb9b4',
    colorSuccessBg: '#e6f4ea',
    colorSuccessBorder: '#abd3b6',
    colorInfoBg: '#e5eef7',
    colorInfoBorder: '#a9c6de',
  },
  components: {
    Slider: { trackBg: '#5b93b8', trackHoverBg: '#3f7ea8', handleColor: '#3f7ea8', railBg: '#d5dbe0' },
    DatePicker: { colorTextDisabled: '#69737e' },
    Menu: { itemSelectedBg: '#e5eef7', itemSelectedColor: '#17496c' },
    Layout: { headerBg: '#ffffff', siderBg: '#ffffff', bodyBg: '#f4f6f8', headerPadding: '0 16px', headerHeight: 56 },
  },
};

export const darkTheme: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    ...shared,
    colorPrimary: '#74bdf0',
    colorInfo: '#74bdf0',
    colorLink: '#7dbdec',
    colorLinkHover: '#a9d5f5',
    colorError: '#f28b82',
    colorWarning: '#e5b567',
    colorSuccess: '#81c995',
    colorTextSecondary: '#b6bec7',
    colorTextTertiary: '#a4adb7',
    colorTextDescription: '#b6bec7',
    colorTextPlaceholder: '#98a2ad',
    colorBgContainer: '#14181d',
    colorBgElevated: '#1d232a',
    colorBgLayout: '#0f1317',
    colorBorder: '#414b56',
    colorBorderSecondary: '#2b323a',
  },
  components: {
    Layout: { headerBg: '#171c22', siderBg: '#171c22', bodyBg: '#0f1317', headerPadding: '0 16px', headerHeight: 56 },
    Button: { primaryColor: '#08131c', dangerColor: '#1c0806' },
    Slider: { trackBg: '#4a90c0', trackHoverBg: '#5fa8dd', handleColor: '#74bdf0', railBg: '#3a434d' },
    DatePicker: { colorTextDisabled: '#8d97a1' },
    Menu: { itemSelectedBg: '#1d3040', itemSelectedColor: '#b5dcf8' },
  },
};
