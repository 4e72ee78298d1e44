/** The settings of the Instrumentation of `OperatorStack`. */
import { injectedAgents } from '../telemetry/agents/environment';
import { operatorAgents } from '../telemetry/agents/operator-agents';
import { propagators } from '../telemetry/agents/sampling';
import { choice, type Format, mapOf, section, text, toggle } from '../values/definition';
import {
  ATTRIBUTE_NAME,
  ATTRIBUTE_VALUE,
  DNS_SUBDOMAIN,
  ENVIRONMENT_NAME,
  OTLP_URL,
} from '../values/formats';
import { agentEnv, agentImage, sampler } from './parts/agent-values';
import { resources } from './parts/pod-values';

/** A directive of the web server's module, as in `ApacheModuleTraceAsError`. */
const DIRECTIVE: Format = {
  pattern: '^[A-Z][A-Za-z]*$',
  help: 'write the name of a directive, for example ApacheModuleTraceAsError',
};

/** The operator puts it into a shell command. */
const CONFIGURATION_PATH: Format = {
  pattern: '^/[A-Za-z0-9._/-]*$',
  help: 'write a whole path of letters, digits, ".", "_" and "-", for example /etc/nginx/nginx.conf',
};

const endpoint = (spoken: string, usual: string, readers: string) =>
  text({
    about: `URL of the collector for agents that speak ${spoken}: ${readers}. Empty: the Service of the chart \`collector\`, installed as botanu-collector in namespace observability.`,
    example: usual,
    format: OTLP_URL,
    maxLength: 2048,
  });

const signal = (what: string) =>
  toggle({ about: `Whether ${what} are sent. Off: the exporter is "none".`, default: true });

const directives = (prefix: string) =>
  mapOf(text({ about: 'Its value.', maxLength: 1024, minLength: 1 }), {
    about: `Further directives of the module, by name; they begin with ${prefix}. The endpoint is among them already.`,
    keys: DIRECTIVE,
  });

const agentThatSpeaksBoth = (name: string, language: keyof typeof injectedAgents) =>
  section(`The agent for ${name}.`, {
    image: agentImage(injectedAgents[language].image),
    protocol: choice(['http/protobuf', 'grpc'], {
      about: 'What it speaks; the endpoint follows: endpoints.http or endpoints.grpc.',
      default: 'http/protobuf',
    }),
    env: agentEnv,
  });

export const instrumentation = section(
  'The Instrumentation that pods ask for: by the annotation instrumentation.opentelemetry.io/inject-<language> with the value <namespace of the release>/<name>. All seven languages are always in it, because the operator fills in what is missing with its own defaults, of which the agent for Java is too old for run_id.',
  {
    enabled: toggle({
      about: 'Whether pods can ask for agents. Off: no Instrumentation, and no policies that bring agents.',
      default: true,
    }),
    name: text({
      about: 'Its name, which stands in the annotations of pods.',
      default: 'botanu',
      format: DNS_SUBDOMAIN,
      minLength: 1,
      maxLength: 253,
    }),
    endpoints: section('Whereto agents send, by what they speak.', {
      http: endpoint(
        'http/protobuf',
        'http://botanu-collector.observability:4318',
        'Python, Go, and the others by default',
      ),
      grpc: endpoint(
        'gRPC',
        'http://botanu-collector.observability:4317',
        'Apache httpd and nginx always, Java, Node.js and .NET on wish',
      ),
    }),
    propagators,
    sampler,
    signals: section('What is sent.', {
      traces: signal('traces'),
      metrics: signal('metrics'),
      logs: signal('logs'),
    }),
    resourceAttributes: mapOf(
      text({ about: 'The value.', format: ATTRIBUTE_VALUE, maxLength: 1024, minLength: 1 }),
      {
        about: 'Attributes of everything that is sent; those of a pod win.',
        keys: ATTRIBUTE_NAME,
        example: { 'deployment.environment.name': 'production' },
      },
    ),
    kubernetesUids: toggle({
      about: 'Whether the unique ids of pod and workload are among the attributes, besides their names.',
      default: false,
    }),
    namesFromLabels: toggle({
      about:
        'Whether service.name and service.version come from the labels app.kubernetes.io/instance, /name and /version of a pod, before the name of its workload.',
      default: false,
    }),
    env: mapOf(text({ about: 'The value.', maxLength: 8192 }), {
      about: 'Further variables for applications in every language; those of a language win.',
      keys: ENVIRONMENT_NAME,
      example: { OTEL_BSP_SCHEDULE_DELAY: '1000' },
    }),
    imagePullPolicy: choice(['IfNotPresent', 'Always', 'Never'], {
      about: 'When the images of agents are pulled.',
      default: 'IfNotPresent',
    }),
    resources: resources(
      { cpu: '50m', memory: '128Mi' },
      { cpu: '500m', memory: '256Mi' },
      'Counted by a quota for the short time in which the agent is copied; of Go, for as long as the pod runs.',
    ),
    java: agentThatSpeaksBoth(
      `Java, ${injectedAgents.java.minimumVersion} or later: run_id is not copied before`,
      'java',
    ),
    python: section('The agent for Python. It speaks http/protobuf only.', {
      image: agentImage(injectedAgents.python.image),
      env: agentEnv,
    }),
    nodejs: agentThatSpeaksBoth('Node.js', 'nodejs'),
    dotnet: agentThatSpeaksBoth('.NET', 'dotnet'),
    go: section(
      'The agent for Go, a privileged container beside the process. The operator injects it only with --enable-go-instrumentation, and only into pods with the annotation instrumentation.opentelemetry.io/otel-go-auto-target-exe. It knows no baggage: no span of it has run_id.',
      { image: agentImage(operatorAgents.go.image), env: agentEnv },
    ),
    apacheHttpd: section(
      'The module for Apache httpd. It speaks gRPC only, and is told whereto by its own configuration, not by variables.',
      {
        image: agentImage(operatorAgents.apacheHttpd.image),
        version: choice(['2.4', '2.2'], { about: 'Version of Apache httpd.', default: '2.4' }),
        configPath: text({
          about: 'Folder of its configuration in the image of the application.',
          default: '/usr/local/apache2/conf',
          format: CONFIGURATION_PATH,
          minLength: 1,
          maxLength: 256,
        }),
        directives: directives('ApacheModule'),
        env: agentEnv,
      },
    ),
    nginx: section(
      'The module for nginx. The operator injects it only with --enable-nginx-instrumentation. It speaks gRPC only, and is told whereto by its own configuration, not by variables.',
      {
        image: agentImage(operatorAgents.nginx.image),
        configFile: text({
          about: 'File of its configuration in the image of the application.',
          default: '/etc/nginx/nginx.conf',
          format: CONFIGURATION_PATH,
          minLength: 1,
          maxLength: 256,
        }),
        directives: directives('NginxModule'),
        env: agentEnv,
      },
    ),
  },
);
