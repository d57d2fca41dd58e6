#!/usr/bin/env bash
# hyperformula 3.5.0 (npm): COUNTBLANK leaves out cells whose formula gives "".
#
# A good guess: like Excel, LibreOffice and Gnumeric it counts an empty text as blank, so that
# =COUNTBLANK(A1:A3) over ="" , nothing and 5 is 2.
# Seen: 1. A check over live totals that show nothing while their parts are blank therefore
# counts them as filled in.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund --prefix . hyperformula@3.5.0 >/dev/null
cat > run.js <<'JS'
const { HyperFormula } = require('hyperformula');
const sheet = HyperFormula.buildFromArray(
  [['=IF(1=1,"","")', '=COUNTBLANK(A1:A3)'], [null, null], [5, null]],
  { licenseKey: 'gpl-v3' });
console.log(sheet.getCellValue({ sheet: 0, row: 0, col: 1 }));
JS
seen="$(node run.js)"
echo "COUNTBLANK over \"\", nothing and 5: $seen (expected guess: 2)"
[ "$seen" = 1 ]
