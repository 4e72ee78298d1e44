/** Names that appear in several objects of the operator stack. */

/** The ConfigMap with the files of the hook, in each namespace; well known, because pods of others mount it. */
export const HOOK_CONFIG_MAP = 'botanu-run-id-hook';

/** The kinds of the operator that the stack makes objects of, as the API server names them. */
export const APPLIED_KINDS = ['instrumentations', 'opentelemetrycollectors'];

/** The label that says from which namespace an object of the operator was installed; it may live in another. */
export const INSTALLED_FROM = 'botanu.ai/installed-from';
