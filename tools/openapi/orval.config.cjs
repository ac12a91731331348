module.exports = {
  csmonolith: {
    input: "../../src/CsMonolith.Host/openapi.json",
    output: { target: "generated/orval/client.ts", client: "fetch", mode: "single", clean: true },
  },
};
