// Nothing of this page asks anybody but this host: no fonts, no telemetry, no assistant, no client in the cloud.
Scalar.createApiReference('#app', {
  url: '/openapi/v1.json',
  withDefaultFonts: false,
  telemetry: false,
  showDeveloperTools: 'never',
  hideClientButton: true,
  agent: { disabled: true },
});
