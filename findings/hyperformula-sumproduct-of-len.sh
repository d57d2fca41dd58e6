#!/usr/bin/env bash
# hyperformula 3.5.0 (npm): SUMPRODUCT does not evaluate its argument as an array.
#
# A good guess: as in every spreadsheet, =SUMPRODUCT(LEN(A1:A2)) counts the characters of a
# range without being entered as an array formula: 3 for "ab" and "c".
# Seen: 2, the length of the cell in the formula's own row, without an error; inside
# ARRAYFORMULA() the same expression gives 3.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund --prefix . hyperformula@3.5.0 >/dev/null
cat > run.js <<'JS'
const { HyperFormula } = require('hyperformula');
const sheet = HyperFormula.buildFromArray(
  [['ab', '=SUMPRODUCT(LEN(A1:A2))', '=ARRAYFORMULA(SUMPRODUCT(LEN(A1:A2)))'], ['c']],
  { licenseKey: 'gpl-v3' });
const at = (col) => { const v = sheet.getCellValue({ sheet: 0, row: 0, col }); return v.value ?? v; };
console.log(at(1), at(2));
JS
seen="$(node run.js)"
echo "plain, and as an array formula: $seen (expected guess: 3 3)"
[ "$seen" = "2 3" ]
