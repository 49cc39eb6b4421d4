import type { FormInstance } from 'antd';
import { isProblem, pointerToName } from '../api/problem';

/** Marks every field the API refused, not the first only. What has no field stays in the alert above the form. */
export function markFields<T>(form: FormInstance<T>, error: unknown): void {
  if (!isProblem(error)) return;
  const fields = error.errors.map(({ pointer, detail }) => ({ name: pointerToName(pointer), errors: [detail] }));
  // Marks of the refusal before must not stand beside this one's.
  const before = form.getFieldsError().filter(({ errors }) => errors.length > 0).map(({ name }) => ({ name, errors: [] as string[] }));
  // A pointer comes from the server, so its names cannot be known to the form's type.
  form.setFields([...before, ...fields] as unknown as Parameters<typeof form.setFields>[0]);
}
