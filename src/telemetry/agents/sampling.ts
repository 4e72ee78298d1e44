/** What the agents of every language can be told of context and sampling, in the words of the OpenTelemetry specification. */
import { z } from 'zod';
import { listOf } from '../../values/definition';

export const propagators = listOf(
  z.enum(['tracecontext', 'baggage', 'b3', 'b3multi', 'jaeger', 'xray', 'ottrace']),
  {
    about: 'How context travels between services. run_id travels in baggage.',
    default: ['tracecontext', 'baggage'],
  },
);

export const SAMPLERS = [
  'parentbased_always_on',
  'parentbased_traceidratio',
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_off',
] as const;

/** The argument of a sampler that keeps a share. */
export const SHARE = '^(0([.][0-9]+)?|1([.]0+)?)$';
