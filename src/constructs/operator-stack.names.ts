/** Names that appear in several objects of the operator stack. */

/** The ConfigMap with the files of the hook, in each namespace; well known, because pods of others mount it. */
export const HOOK_CONFIG_MAP = 'botanu-run-id-hook';
