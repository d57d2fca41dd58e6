#!/usr/bin/env bash
# tabletojson 4.1.15 (npm): two numbers of a cell that stand below one another become one.
#
# A good guess: a cell with `1<br>2`, as published tables have where two lines share a cell, is
# read as 1 and 2 with something between them.
# Seen: it is 12.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund --prefix . tabletojson@4.1.15 >/dev/null 2>&1
cat > read.mjs <<'JS'
import { tabletojson } from "tabletojson";
const page = "<table><tr><th>what</th><th>how many</th></tr>"
  + "<tr><td>received</td><td>1<br>2</td></tr></table>";
console.log(JSON.stringify(tabletojson.convert(page)[0]));
JS
seen="$(node read.mjs)"
echo "the row: $seen (expected guess: 1 and 2 apart)"
[ "$seen" = '[{"what":"received","how many":"12"}]' ]
