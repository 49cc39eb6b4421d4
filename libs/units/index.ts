export { CommitImport, type CommittedRow } from './commit-import.js';
export { RegionRef } from './pilot-unit.dto.js';
export * from './pilot-unit.entity.js';
export { PreviewImport } from './preview-import.js';
export { searchText } from './search-text.js';
export * from './unit-change.entity.js';
export * from './unit-import.entity.js';
export * from './units.module.js';
export * from './vocabularies.js';
