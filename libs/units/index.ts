export { RegionRef } from './pilot-unit.dto.js';
export * from './pilot-unit.entity.js';
export { searchText } from './search-text.js';
export { UnitLedger, type CommittedRow, type UnitFollower } from './unit-ledger.js';
export * from './units.module.js';
export * from './vocabularies.js';
