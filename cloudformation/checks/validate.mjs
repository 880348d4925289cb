// Runs @aws/cloudformation-validate, which has no command of its own, and prints its findings as JSON.
//
//   node validate.mjs TEMPLATE [Parameter=value ...]
//
// It does not know that an empty parameter and the condition that looks at it belong together, so parameters that may
// be empty are given values. Findings of level INFO are none: they only name properties that are replaced when changed.
import { createRequire } from "node:module";

const { RegoEngine, TemplateFile } = createRequire(`${process.env.NODE_PATH}/`)("@aws/cloudformation-validate");
const [template, ...parameters] = process.argv.slice(2);
const engine = new RegoEngine();
try {
  const report = engine.validateStandard(new TemplateFile(template), {
    severityLevel: "WARN",
    parameterOverrides: Object.fromEntries(parameters.map((text) => text.split(/=(.*)/s, 2))),
  });
  if (report.status !== "OK") {
    throw new Error(`the analysis ended as ${report.status}`);
  }
  const findings = report.diagnostics.map((found) => ({
    rule: found.ruleId,
    at: found.entity?.logicalId ?? "",
    line: found.startLine,
    message: found.message,
  }));
  console.log(JSON.stringify(findings));
} finally {
  engine.free();
}
