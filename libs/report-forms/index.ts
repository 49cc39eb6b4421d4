export * from './report-forms.module.js';
