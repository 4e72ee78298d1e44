// The file that the operator's image holds, and that NODE_OPTIONS=--require names.
require('@opentelemetry/auto-instrumentations-node/register');
