export * from './evaluation.entity.js';
export * from './evaluation.module.js';
export { EVALUATION_MACHINE, SIDES, type Side } from './evaluation.rules.js';
export { OpenEvaluations } from './open-evaluations.js';
export { itemsOf, type Scheme } from './scheme.rules.js';
export { compute, type Inputs, type Outcome } from './score.rules.js';
export { TransitionEvaluation } from './transition-evaluation.js';
export { WriteMarks } from './write-marks.js';
