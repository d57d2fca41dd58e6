// Fills a template with data by docxtemplater or by Carbone: only that, nothing is read or checked.
//
//   NODE_PATH=.../node_modules node render.js PROGRAM TEMPLATE.docx DATA.json OUT.docx [TIMES]
//
// With TIMES, that many reports after two that warm it up; printed are, as in_process.py reads
// them, the mean and the least seconds of processor time and the peak of memory in KiB.

"use strict";
const fs = require("fs");

const [program, template, data, out, times] = process.argv.slice(2);

const engines = {
  docxtemplater() {
    const PizZip = require("pizzip");
    const Docxtemplater = require("docxtemplater");
    return async (values) => {
      const document = new Docxtemplater(new PizZip(fs.readFileSync(template)), {
        paragraphLoop: true,
      });
      document.render(values);
      return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  carbone() {
    const carbone = require("carbone");
    return (values) =>
      new Promise((done, failed) =>
        carbone.render(template, values, (error, made) => (error ? failed(error) : done(made)))
      );
  },
};

async function main() {
  const render = engines[program]();
  const one = async () => fs.writeFileSync(out, await render(JSON.parse(fs.readFileSync(data))));
  if (times === undefined) return one();
  const seconds = [];
  for (let report = -2; report < Number(times); report++) {
    const before = process.cpuUsage();
    await one();
    const used = process.cpuUsage(before);
    if (report >= 0) seconds.push((used.user + used.system) / 1e6);
  }
  const mean = seconds.reduce((sum, each) => sum + each, 0) / seconds.length;
  console.log(JSON.stringify([mean, Math.min(...seconds), process.resourceUsage().maxRSS]));
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error.message, JSON.stringify(error.properties ?? {}).slice(0, 2000));
    process.exit(1);
  }
);
