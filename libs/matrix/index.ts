export * from './matrix.module.js';
