/**
 * Row visibility, written once and beside the table it guards.
 *
 * One database role per reach, one simple policy per role and table, so that PostgreSQL can use the
 * table's index for it. The actor stands there as `(SELECT app_scope())`, which is asked once a query and not once a row.
 * What a reach may do to a row it sees is the table's grants.
 */
export const REACHES = ['province', 'city', 'department', 'unit', 'inspector', 'admin', 'system'] as const;
export type Reach = (typeof REACHES)[number];

/** What one reach may do with a table: which rows, and which verbs (rows are never deleted unless it says so). */
export interface Rule {
  rows: string;
  can: string;
  /** Which rows may be written, where that is narrower than which may be seen. */
  writes?: string;
}

/** Every signed-in reach may read the table; only the system writes it. */
export const readByAll = (rows = 'true'): Partial<Record<Reach, Rule>> =>
  Object.fromEntries(REACHES.filter((r) => r !== 'system').map((r) => [r, { rows, can: 'SELECT' }]));

/**
 * SQL that forces row-level security on `table` and gives each reach its rule. A reach that is not
 * named gets nothing. The owner's policy exists for the triggers that run as the owner.
 */
export function guard(table: string, rules: Partial<Record<Reach, Rule>>): string {
  const all: Partial<Record<Reach, Rule>> = {
    system: { rows: 'true', can: 'SELECT, INSERT, UPDATE' },
    ...rules,
  };
  const statements = [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY owner ON ${table} TO CURRENT_USER USING (true)`,
  ];
  const given = Object.entries(all).map(([reach, rule]) => allow(table, reach as Reach, rule));
  return `${statements.join(';\n')};\n${given.join('\n')}`;
}

/** SQL that gives one more reach its rule, for a table whose visibility follows from a table made later. */
export function allow(table: string, reach: Reach, rule: Rule): string {
  return `GRANT ${rule.can} ON ${table} TO reach_${reach};
    CREATE POLICY ${reach} ON ${table} TO reach_${reach} USING (${rule.rows})${rule.writes ? ` WITH CHECK (${rule.writes})` : ''};`;
}

/**
 * SQL for the triggers that every changing row has: its version, and its audit. `kind` says whose content it is.
 * @param options.hidden columns of which the trail says that they changed, and not what they were (from migration 0029 on)
 * @param options.as what the trail calls the rows of a table that is kept in parts (from migration 0032 on)
 */
export function tracked(table: string, kind: 'business' | 'account', options: { versioned: boolean; hidden?: readonly string[]; as?: string }): string {
  const bump = `CREATE TRIGGER a_bump BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION bump_version();`;
  const hidden = options.hidden || options.as ? `, '{${options.hidden?.join(',') ?? ''}}'` : '';
  const audit = `CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON ${table}
    FOR EACH ROW EXECUTE FUNCTION audit_row('${kind}'${hidden}${options.as ? `, '${options.as}'` : ''});`;
  return `${options.versioned ? bump : ''}\n${audit}`;
}

/** SQL for the trigger that lets `state` change only as the machine's table of transitions says. */
export function stateMachine(table: string, machine: string): string {
  return `CREATE TRIGGER b_transition BEFORE UPDATE OF state ON ${table} FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION guard_transition('${machine}');`;
}

/** Conditions for what only one of the three administrators may write, and nobody for the own account. */
export const sys = `(SELECT acting_role()) = 'sys_admin'`;
export const sec = `(SELECT acting_role()) = 'sec_admin'`;
export const another = (column: string): string => `${column} <> (SELECT app_user_id())`;
