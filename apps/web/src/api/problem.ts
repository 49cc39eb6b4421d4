/** One bad field, as RFC 9457 extends it: `pointer` is a JSON pointer into the request body. */
export interface FieldProblem {
  pointer: string;
  code: string;
  detail: string;
}

export interface ProblemBody {
  title: string;
  status: number;
  detail?: string;
  code?: string;
  traceId?: string;
  errors?: FieldProblem[];
  /** 412: the version the row has now. */
  currentVersion?: number;
  /** 409: the actions the state allows. */
  allowed?: string[];
  /** 422 due_not_working_day. */
  nextWorkingDay?: string;
}

/** Every refusal of the API, and a network failure (status 0), reaches the pages as this one error. */
export class ApiProblem extends Error {
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.detail ?? body.title);
    this.name = 'ApiProblem';
    this.body = body;
  }

  get status(): number {
    return this.body.status;
  }

  get errors(): FieldProblem[] {
    return this.body.errors ?? [];
  }
}

export const isProblem = (error: unknown, status?: number): error is ApiProblem =>
  error instanceof ApiProblem && (status === undefined || error.status === status);

/** `/liaison/phone` or `liaison.phone` → the name path a form knows the field by. */
export function pointerToName(pointer: string): (string | number)[] {
  return pointer
    .replace(/^#?\//, '')
    .split(/[/.]/)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
