// For two cores and a few GB. fsync and synchronous_commit are named although they are the defaults: nothing that was
// acknowledged is ever lost. Terse logs: the detail of a failed statement shows row values, which are personal data.
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '1GB',
  random_page_cost: '1.1',
  jit: 'off',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

const THROW_AWAY = { ...SETTINGS, fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', shared_buffers: '128MB' };

/** The server's settings as arguments: what is in force is in the code, and an old cluster gets it too. */
export function postgresFlags(throwAway = false): string[] {
  return Object.entries(throwAway ? THROW_AWAY : SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
