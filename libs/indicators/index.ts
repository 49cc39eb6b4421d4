export * from './definition.rules.js';
export { Figures } from './figures.js';
export * from './indicator-target.entity.js';
export * from './indicators.module.js';
export * from './provincial-figure.entity.js';
export * from './rollup.rules.js';
