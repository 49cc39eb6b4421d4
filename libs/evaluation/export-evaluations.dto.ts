import { OmitType } from '@nestjs/swagger';
import { EvaluationQuery } from './evaluation.dto.js';

export class EvaluationExportQuery extends OmitType(EvaluationQuery, ['limit', 'cursor'] as const) {}
