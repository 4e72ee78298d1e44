/** The images that the charts name and the tests' applications need, made of what is in the tool cache. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import type { Language } from '../../../src/telemetry/agents/agent';
import { agents } from '../../../src/telemetry/agents/environment';
import { tool } from '../../../tools/tool';
import { APPLICATION_CHART, COLLECTOR_CHART } from '../chart';
import { javaClasses } from '../java';
import { layersOf } from './dockerfile';
import type { Image, Layer } from './image';

const APPS = join(__dirname, '..', 'apps');
const USER = '10001';
/** Of Debian's packages: what no program reads. */
const LEFT_OUT = ['usr/share', 'etc/ssl', 'usr/include'];

/** The collector, under the name that the chart gives it. */
export async function collectorImage(): Promise<Image> {
  const { registry, repository, tag } = parse(
    readFileSync(join(COLLECTOR_CHART, 'values.yaml'), 'utf8'),
  ).image;
  return {
    name: `${registry}/${repository}:${tag}`,
    layers: [{ from: await tool('otelcol'), to: '/otelcol-k8s' }],
    entrypoint: ['/otelcol-k8s'],
    user: USER,
  };
}

/** What guards the metrics of an application, under the name that the chart gives it, as the user that its image has. */
export async function guardImage(): Promise<Image> {
  const { registry, repository, tag } = parse(readFileSync(join(APPLICATION_CHART, 'values.yaml'), 'utf8'))
    .metrics.guard.image;
  return {
    name: `${registry}/${repository}:${tag}`,
    layers: [{ from: await tool('kube-rbac-proxy'), to: '/usr/local/bin/kube-rbac-proxy' }],
    entrypoint: ['/usr/local/bin/kube-rbac-proxy'],
    user: '65532:65532',
  };
}

/** Our OTLP backend and load generator. */
export async function labImage(): Promise<Image> {
  const layers = [{ from: await tool('otlp-lab'), to: '/otlp-lab' }];
  return { name: 'local.test/otlp-lab:1', layers, entrypoint: ['/otlp-lab'], user: USER };
}

/** A shell, under the name of the image that `helm test` runs. */
export async function busyboxImage(): Promise<Image> {
  const busybox = join(await tool('debian-node'), 'bin/busybox');
  const { stdout } = await promisify(execFile)(busybox, ['--list']);
  const applets = stdout
    .trim()
    .split('\n')
    .filter(name => name !== 'busybox');
  return {
    name: 'docker.io/library/busybox:1.37',
    layers: [{ from: busybox, to: '/bin/busybox' }],
    links: Object.fromEntries(applets.map(name => [`/bin/${name}`, 'busybox'])),
    entrypoint: ['/bin/sh'],
  };
}

/** The registry has a package of it for each kind of machine. */
async function nodeProgram(): Promise<string> {
  const modules = join(await tool('node-22'), 'node_modules');
  const [name] = readdirSync(modules).filter(module => module.startsWith('node-'));
  return join(modules, name, 'bin', 'node');
}

const debian = async (name: 'debian-libc' | 'debian-python' | 'debian-java'): Promise<Layer> => ({
  from: await tool(name),
  to: '/',
  without: LEFT_OUT,
});

/** Applications that answer GET /run on port 8080, with the agent in the image, where the operator would put it. */
export const applicationImages = {
  python: async (): Promise<Image> => ({
    name: 'local.test/python-app:1',
    layers: [
      await debian('debian-python'),
      { from: await tool('python-apps'), to: '/libraries' },
      { from: await tool('python-agent'), to: agents.python.folder },
      { from: join(APPS, 'python'), to: '/app' },
    ],
    entrypoint: ['/usr/bin/python3.11', '/app/flask_service.py'],
    user: USER,
    env: { HOST: '0.0.0.0', PORT: '8080', PYTHONDONTWRITEBYTECODE: '1' },
  }),
  java: async (): Promise<Image> => {
    const jvm = readdirSync(join(await tool('debian-java'), 'usr/lib/jvm')).find(name =>
      /^java-17-/.test(name),
    );
    const [classes, libraries] = (await javaClasses()).split(':');
    return {
      name: 'local.test/java-app:1',
      layers: [
        await debian('debian-java'),
        { from: dirname(libraries), to: '/libraries' },
        { from: dirname(await tool('java-agent')), to: agents.java.folder },
        { from: classes, to: '/app' },
      ],
      entrypoint: [
        `/usr/lib/jvm/${jvm}/bin/java`,
        '-XX:TieredStopAtLevel=1',
        ...['-cp', '/app:/libraries/*', 'RunService'],
      ],
      user: USER,
      env: { HOST: '0.0.0.0', PORT: '8080' },
    };
  },
  nodejs: async (): Promise<Image> => ({
    name: 'local.test/nodejs-app:1',
    layers: [
      await debian('debian-libc'),
      { from: await nodeProgram(), to: '/usr/bin/node' },
      { from: await tool('node-agent'), to: agents.nodejs.folder },
      { from: join(APPS, 'nodejs'), to: '/app' },
    ],
    entrypoint: ['/usr/bin/node', '/app/service.js'],
    user: USER,
    env: { HOST: '0.0.0.0', PORT: '8080', NODE_PATH: `${agents.nodejs.folder}/node_modules` },
  }),
};

/** The same applications without an agent: what an owner would have built. */
export const bareApplicationImage = async (language: Language): Promise<Image> => {
  const whole = await applicationImages[language]();
  const layers = whole.layers.filter(({ to }) => to !== agents[language].folder);
  return { ...whole, name: `local.test/bare-${language}-app:1`, layers };
};

/** The Python application with its libraries where `pip install` puts them, so that no variable has to name them. */
export const installedPythonImage = async (): Promise<Image> => {
  const bare = await bareApplicationImage('python');
  const layers = bare.layers.map(layer =>
    layer.to === '/libraries' ? { ...layer, to: '/usr/local/lib/python3.11/dist-packages' } : layer,
  );
  // With the library that compiled parts of FastAPI ask for.
  const compiled = await debian('debian-libc');
  return { ...bare, name: 'local.test/installed-python-app:1', layers: [compiled, ...layers] };
};

const SERVICES = { python: 'flask_service.py', java: 'RunService', nodejs: 'service.js' };
const LOGGING = { python: 'logging_service.py', java: 'LoggingService', nodejs: 'logging_service.js' };

/** Applications that log a line for each request, in the way that is usual in their language. */
export const loggingImage = async (language: Language): Promise<Image> => {
  const bare = await bareApplicationImage(language);
  const more = {
    python: () => [],
    java: async () => [
      { from: (await javaClasses(join(APPS, 'java', 'LoggingService.java'))).split(':')[0], to: '/app' },
      { from: join(APPS, 'java', 'logback.xml'), to: '/app/logback.xml' },
    ],
    nodejs: async () => [{ from: join(await tool('node-apps'), 'node_modules'), to: '/app/node_modules' }],
  };
  return {
    ...bare,
    name: `local.test/logging-${language}-app:1`,
    layers: [...bare.layers, ...(await more[language]())],
    entrypoint: bare.entrypoint?.map(word => word.replace(SERVICES[language], LOGGING[language])),
  };
};

/** The image of an agent, under the name that charts give it: a shell's `cp`, and the files that it copies. */
export async function agentImage(language: Language): Promise<Image> {
  const { image, filesInImage } = agents[language];
  const files = {
    python: () => tool('python-agent'),
    java: () => tool('java-agent'),
    nodejs: () => tool('node-agent'),
  };
  const layer = { from: await files[language](), to: filesInImage.replace(/\/\.$/, '') };
  const shell = await busyboxImage();
  const layers = [...shell.layers, layer];
  return { ...shell, name: `${image.repository}:${image.version}`, layers };
}

/** The same with the hook in it, as the Dockerfile in images/ makes it; Java's agent needs none. */
export async function hookedAgentImage(language: Language): Promise<Image> {
  const stock = await agentImage(language);
  if (language === 'java') return stock;
  const folder = '/autoinstrumentation';
  const files = stock.layers.find(({ to }) => to === folder)?.from as string;
  const more = layersOf(`images/autoinstrumentation-${language}/Dockerfile`, path =>
    join(files, path.slice(folder.length)),
  );
  return { ...stock, name: `local.test/hooked-${language}:1`, layers: [...stock.layers, ...more] };
}
