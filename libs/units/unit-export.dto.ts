import { OmitType } from '@nestjs/swagger';
import { PilotUnitQuery } from './pilot-unit.dto.js';

/** The list's own filters; an export has no pages. */
export class PilotUnitExportQuery extends OmitType(PilotUnitQuery, ['limit', 'cursor', 'sort'] as const) {}
