/** A task as its catalogue has it, departments and indicators by the names that people read. */
export interface TaskFacts {
  id: string;
  code: string;
  name: string;
  nameEn: string;
  directionName: string;
  lead: string;
  coLeads: string[];
  cooperating: string[];
  indicators: string[];
}

export interface Difference {
  field: string;
  before: string[];
  after: string[];
}

const FIELDS: [field: string, of: (task: TaskFacts) => string[]][] = [
  ['name', ({ name }) => [name]],
  ['nameEn', ({ nameEn }) => [nameEn]],
  ['direction', ({ directionName }) => [directionName]],
  ['lead', ({ lead }) => [lead]],
  ['coLeads', ({ coLeads }) => coLeads],
  ['cooperating', ({ cooperating }) => cooperating],
  ['indicators', ({ indicators }) => indicators],
];

/** @returns the fields in which one task differs between two versions; the order of departments and indicators is none */
export function differences(before: TaskFacts, after: TaskFacts): Difference[] {
  return FIELDS.map(([field, of]) => ({ field, before: of(before), after: of(after) })).filter(
    ({ before: was, after: is }) => JSON.stringify([...was].sort()) !== JSON.stringify([...is].sort()),
  );
}

/** What came, went and changed from one version of the catalogue to the next; tasks are told apart by their codes. */
export function compare<T extends TaskFacts>(before: readonly T[], after: readonly T[]): { added: T[]; removed: T[]; changed: { task: T; differences: Difference[] }[] } {
  const [was, is] = [new Map(before.map((task) => [task.code, task])), new Set(after.map(({ code }) => code))];
  return {
    added: after.filter(({ code }) => !was.has(code)),
    removed: before.filter(({ code }) => !is.has(code)),
    changed: after.flatMap((task) => {
      const old = was.get(task.code);
      const found = old ? differences(old, task) : [];
      return found.length > 0 ? [{ task, differences: found }] : [];
    }),
  };
}
