/** What stands in the chart's README before the reference of its values. */
export const applicationReadme = `# instrumented-app

An application in a Deployment, with the OpenTelemetry agent of its language and \`botanu.run_id\` on every span, without a
change of its image or its code; and with what production asks for, under Pod Security \`restricted\`.

\`\`\`sh
helm install orders botanu/instrumented-app \\
  --set image.repository=acme/order-service --set image.tag=2.1.0 --set language=python
\`\`\`

Its telemetry goes to the chart \`collector\`, installed as \`botanu-collector\` in namespace \`observability\`, unless
\`telemetry.endpoint\` says otherwise.
`;
