import js from '@eslint/js';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import tseslint from 'typescript-eslint';

const KEBAB = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.(ts|tsx|js|mjs|cjs)$/;
// Words that say where a thing was put, not what it is.
const BANNED = /(^|[-.])(common|shared|utils?|helpers?|base|manager)([-.]|$)/;

const house = {
  rules: {
    'file-name': {
      meta: { type: 'suggestion', schema: [] },
      create: (context) => ({
        Program(node) {
          const name = context.filename.split(/[\\/]/).pop();
          if (!KEBAB.test(name)) context.report({ node, message: `${name} is not kebab-case.` });
          if (BANNED.test(name)) context.report({ node, message: `${name} does not say what it holds.` });
        },
      }),
    },
    // The same rule under a second name, so that one length warns and another fails.
    'longest-file': builtinRules.get('max-lines'),
  },
};

// Without type information: seconds instead of minutes, and `tsc --noEmit` runs beside it.
export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.data/', 'coverage/', 'test/screenshots/', 'docs/', '**/*.generated.ts'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    plugins: { house },
    rules: {
      'house/file-name': 'error',
      'house/longest-file': ['error', 500],
      'max-lines': ['warn', 300],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-undef': 'off',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'no-restricted-syntax': ['error', { selector: 'TSEnumDeclaration', message: 'A union of literals: an enum is a second world of names.' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { prefer: 'type-imports', fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
    },
  },
  {
    // Nest reads constructor types at run time: an import that only looks like a type must stay a value.
    files: ['apps/{api,worker,cli}/**/*.ts', 'libs/**/*.ts', 'test/**/*.ts', 'migrations/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs' },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
