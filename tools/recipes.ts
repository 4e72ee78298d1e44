import { join } from 'node:path';
import { APT, GO, JAVA, MAVEN, NPM, type Program, PYTHON } from './programs';

/** How a tool is built from the pins that are committed in its folder. */
export interface Recipe {
  readonly name: string;
  readonly version: string;

  /** Folder with the pins: any change in it makes another tool. */
  readonly pins: string;

  /** The result starts as a copy of the pins, and is built in place. */
  readonly copiesPins?: boolean;

  /** What the caller is given: a file of the result, or `.` for the whole folder. */
  readonly answer: string;

  /** How long a first build takes, as said to the one who waits. */
  readonly takes: string;

  readonly builtWith: Program;
  readonly runsWith?: Program;

  /** The result holds machine code for one version of the program that it runs with. */
  readonly boundToRuntime?: boolean;

  /** The kind of registry that the parts come from. */
  readonly registry: string;

  /** How to use another registry of that kind. */
  readonly alternative: string;

  readonly command: (result: string) => Command;
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

interface GoCommand {
  readonly version: string;
  readonly takes: string;
  /** Import path of a command, or of several that are built into one folder. */
  readonly package: string | readonly string[];
  /** Name of the binary; left out where there are several, which are named after their packages. */
  readonly binary?: string;
  readonly stamps?: readonly string[];
}

export function goTool(name: string, go: GoCommand): Recipe {
  const linkerFlags = ['-s', '-w', ...(go.stamps ?? []).map(stamp => `-X ${stamp}`)].join(' ');
  return {
    name,
    version: go.version,
    pins: join(__dirname, name),
    answer: go.binary ?? '.',
    takes: go.takes,
    builtWith: GO,
    registry: 'the Go module proxy',
    alternative: 'set GOPROXY to another one',
    command: result => ({
      program: 'go',
      args: [
        'build',
        '-mod=readonly',
        '-trimpath',
        '-ldflags',
        linkerFlags,
        '-o',
        // The slash at the end tells Go that it is a folder.
        go.binary ? join(result, go.binary) : `${result}/`,
        ...[go.package].flat(),
      ],
      // A go.work above the checkout, or another toolchain, would build something else than the pins say.
      environment: { GOTOOLCHAIN: 'local', CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false', GOWORK: 'off' },
    }),
  };
}

/** A Go command, and beside it a folder of its module: what tests read in there needs no module cache then. */
export function goToolWithFolder(name: string, go: GoCommand, module: string, folder: string): Recipe {
  const recipe = goTool(name, go);
  return {
    ...recipe,
    answer: '.',
    command: result => {
      const { program, args, environment } = recipe.command(result);
      return {
        program: 'sh',
        args: ['-c', BUILD_AND_COPY, 'sh', module, folder, result, program, ...args],
        environment,
      };
    },
  };
}

/** Folders of the module cache are not writable, and a copy that stayed so could not be removed. */
const BUILD_AND_COPY = `module=$1 folder=$2 result=$3 && shift 3 && "$@" &&
cp -R "$(go list -m -f '{{.Dir}}' "$module")/$folder" "$result" && chmod -R u+w "$result/$folder"`;

/** Files of Go modules of which nothing is built, flat in one folder. */
export function goFiles(
  name: string,
  version: string,
  files: readonly (readonly [module: string, path: string])[],
): Recipe {
  const copies = files.map(([module, path]) => `"$(go list -m -f '{{.Dir}}' ${module})/${path}"`).join(' ');
  return {
    name,
    version,
    pins: join(__dirname, name),
    answer: '.',
    takes: 'some seconds',
    builtWith: GO,
    registry: 'the Go module proxy',
    alternative: 'set GOPROXY to another one',
    command: result => ({
      program: 'sh',
      args: [
        '-c',
        `go mod download && mkdir -p "$1" && cp ${copies} "$1" && chmod -R u+w "$1"`,
        'sh',
        result,
      ],
      environment: { GOTOOLCHAIN: 'local', GOFLAGS: '-mod=readonly', GOWORK: 'off' },
    }),
  };
}

const PIP_INSTALL = [
  ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-warn-conflicts'],
  ...['--root-user-action=ignore', '-r', 'requirements.txt', '--target'],
];

export function pythonFolder(name: string, version: string): Recipe {
  return {
    name,
    version,
    pins: join(__dirname, name),
    answer: '.',
    takes: 'about 15 seconds',
    builtWith: PYTHON,
    runsWith: PYTHON,
    boundToRuntime: true,
    registry: 'the Python package index',
    alternative: 'set PIP_INDEX_URL to another one',
    command: result => ({ program: 'python3', args: [...PIP_INSTALL, result] }),
  };
}

/** In full: by its short name, Maven asks the repository which plugin is meant before it looks at the pins. */
const DEPENDENCIES = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1';

export function javaAgent(name: string, version: string): Recipe {
  return {
    name,
    version,
    pins: join(__dirname, name),
    answer: 'javaagent.jar',
    takes: 'about 5 seconds',
    builtWith: MAVEN,
    runsWith: JAVA,
    registry: 'the Maven repository',
    alternative: 'name another one in the settings.xml of Maven',
    command: result => ({
      program: 'mvn',
      args: ['--batch-mode', '--quiet', `${DEPENDENCIES}:copy`, `-DoutputDirectory=${result}`],
    }),
  };
}

/** The libraries that a pom depends on. */
export function javaLibraries(name: string, version: string): Recipe {
  return {
    ...javaAgent(name, version),
    answer: '.',
    command: result => ({
      program: 'mvn',
      args: ['--batch-mode', '--quiet', `${DEPENDENCIES}:copy-dependencies`, `-DoutputDirectory=${result}`],
    }),
  };
}

export function nodeFolder(name: string, version: string): Recipe {
  return {
    name,
    version,
    pins: join(__dirname, name),
    copiesPins: true,
    answer: '.',
    takes: 'about 10 seconds',
    builtWith: NPM,
    registry: 'the npm registry',
    alternative: 'name another one by `npm config set registry`',
    command: () => ({ program: 'npm', args: ['ci', '--ignore-scripts', '--no-audit', '--no-fund'] }),
  };
}

/** Packages of Debian, unpacked into a folder, and not installed: see debian/unpack.sh. */
export function debianFolder(name: string): Recipe {
  return {
    name: `debian-${name}`,
    version: '12',
    pins: join(__dirname, 'debian'),
    answer: '.',
    takes: 'about 10 seconds',
    builtWith: APT,
    registry: "Debian's package archive",
    alternative: 'name another one in /etc/apt/sources.list',
    command: result => ({ program: 'sh', args: ['unpack.sh', `${name}.packages`, result] }),
  };
}
