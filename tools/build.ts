/** Builds the named tools, or all: npx ts-node tools/build.ts [names…] */
import { catalogue, type ToolName } from './catalogue';
import { tool } from './tool';

async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const unknown = asked.filter(name => !(name in catalogue));
  if (unknown.length > 0) {
    throw new Error(
      `no tool is called ${unknown.join(', ')}; there are ${Object.keys(catalogue).join(', ')}`,
    );
  }
  const rows = [];
  for (const name of (asked.length > 0 ? asked : Object.keys(catalogue)) as ToolName[]) {
    rows.push(await rowOf(name));
  }
  console.log(rows.map(({ text }) => text).join('\n'));
  process.exitCode = rows.every(({ there }) => there) ? 0 : 1;
}

/** One tool that cannot be built does not keep the others from it. */
async function rowOf(name: ToolName): Promise<{ there: boolean; text: string }> {
  const title = `${name.padEnd(14)}${catalogue[name].version.padEnd(10)}`;
  try {
    return { there: true, text: title + (await tool(name)) };
  } catch (error) {
    return { there: false, text: title + (error as Error).message };
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
