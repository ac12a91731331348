// IBM's rules with the house's own style where it differs; loaded before the validator with node --require. The score without is printed too.
const ibm = require("@ibm-cloud/openapi-ruleset");

const differs = [
  // House style: paths are kebab-case; parameters, fields, words and operation ids are camelCase, as in JSON and TypeScript.
  "ibm-path-segment-casing-convention",
  "ibm-parameter-casing-convention",
  "ibm-property-casing-convention",
  "ibm-enum-casing-convention",
  "ibm-operationid-casing-convention",
  // Operations bear the business's verbs (promoteModel, enterPhase), not get, list, create, delete.
  "ibm-operationid-naming-convention",
  // RFC 9457: a refusal is application/problem+json with code, detail and traceId, and errors only where a field is at fault.
  "ibm-error-content-type-is-json",
  "ibm-error-response-schemas",
  "ibm-required-array-properties-in-response",
  // A page is items and nextCursor; signed cursors cannot be counted from, so there is no first, and total counts are avoided.
  "ibm-pagination-style",
  "ibm-collection-array-property",
  // Answers are named after what they are (RecordedRenewal), not after the path.
  "ibm-schema-naming-convention",
  "ibm-resource-response-consistency",
  // Nothing is undefined in silence: a figure that cannot be had is null, with its reason beside it. OpenAPI 3.1 says it with type and oneOf.
  "ibm-no-nullable-properties",
  "ibm-avoid-inline-schemas",
  "ibm-schema-type-format",
  // Parameters are stated at each operation, which is what generators read best.
  "ibm-avoid-repeating-path-parameters",
  // Versions of models and formulas look like days and are none.
  "ibm-use-date-based-format",
];
for (const rule of differs) {
  delete ibm.rules[rule];
}

// OpenAPI 3.1 allows a description beside $ref; this rule is Spectral's own, so it is switched off instead.
ibm.rules["no-$ref-siblings"] = "off";
