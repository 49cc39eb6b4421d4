export * from './comment.entity.js';
export * from './discussion.module.js';
