import { runBench } from './bench/bench.js';
import { addUser, verifyTrail } from './operate.js';
import { doctor } from './doctor.js';
import { fillOwnDatabase } from './demo-command.js';
import { openapi } from './openapi-command.js';

interface Command {
  usage: string;
  what: string;
  run(args: string[]): Promise<void>;
}

const COMMANDS: Record<string, Command> = {
  openapi: { usage: 'openapi [--check]', what: 'writes docs/openapi.json, or says whether it is up to date', run: openapi },
  demo: { usage: 'demo', what: 'fills the database of DATABASE_URL with the demo province', run: fillOwnDatabase },
  user: { usage: 'user add <username> <name> <role> <organisation code>', what: 'makes an account and prints its password once', run: addUser },
  audit: { usage: 'audit verify', what: 'recomputes the chain of the audit trail and names every break', run: verifyTrail },
  doctor: { usage: 'doctor', what: 'says what is wrong with this installation and how to mend it', run: doctor },
  bench: { usage: 'bench [--quick] [--only W1,W4] [--scale 1|10] [--json]', what: 'measures against a bare server', run: runBench },
};

const [name, ...args] = process.argv.slice(2);
const command = name === undefined ? undefined : COMMANDS[name];
if (!command) {
  console.log(Object.values(COMMANDS).map(({ usage, what }) => `  ${usage}\n      ${what}`).join('\n'));
  process.exit(name === undefined || name === 'help' ? 0 : 1);
}
try {
  await command.run(args);
} catch (error) {
  console.error(process.env['DEBUG'] ? (error as Error).stack : (error as Error).message);
  process.exitCode = 1;
}
