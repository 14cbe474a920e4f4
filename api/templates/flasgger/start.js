"use strict";

// Swagger UI fills every parameter that has an example, and all filters at once find nothing: here the example of a
// query parameter is told in its description instead. The document itself keeps it.
function withoutPrefill(spec) {
  const operations = Object.values(spec.paths || {}).flatMap((path) => Object.values(path));
  for (const operation of operations) {
    for (const parameter of operation.parameters) {
      if (parameter.in === "query" && "example" in parameter) {
        parameter.description += ` For example: \`${String(parameter.example)}\``;
        delete parameter.example;
      }
    }
  }
  return spec;
}

const NoPrefill = () => ({
  statePlugins: {
    spec: { wrapActions: { updateJsonSpec: (update) => (spec) => update(withoutPrefill(spec)) } },
  },
});

window.addEventListener("load", () => {
  window.ui = SwaggerUIBundle({
    url: "/v1/openapi.json",
    dom_id: "#swagger-ui",
    deepLinking: true,
    docExpansion: "none",
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis],
    plugins: [NoPrefill],
    layout: "BaseLayout",
  });
});
