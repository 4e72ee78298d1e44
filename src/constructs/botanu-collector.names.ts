/** Names that appear in several objects, and that users therefore cannot take for their own. */
export const CONTAINER = 'collector';
export const VOLUMES = { config: 'config', queue: 'queue' } as const;
export const SECRET_VOLUMES = { ca: 'tls-ca', client: 'tls-client', token: 'bearer-token' } as const;
