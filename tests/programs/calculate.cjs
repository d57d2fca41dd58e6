// node calculate.cjs CELLS.json RESULTS.json: the results of HyperFormula, by sheet, row, column.
// CELLS.json holds {sheet: [[content]]}; a formula begins with "=".
const fs = require("fs");
const { HyperFormula } = require("hyperformula");
const [, , source, target] = process.argv;

const sheets = JSON.parse(fs.readFileSync(source, "utf8"));
const engine = HyperFormula.buildFromSheets(sheets, { licenseKey: "gpl-v3" });
const results = {};
for (const name of Object.keys(sheets)) {
  const values = engine.getSheetValues(engine.getSheetId(name));
  results[name] = values.map((row) => row.map((v) => (v && v.type ? v.value : v)));
}
fs.writeFileSync(target, JSON.stringify(results));
