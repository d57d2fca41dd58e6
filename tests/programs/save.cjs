// node save.cjs PROGRAM IN.xlsx OUT.xlsx: the workbook opened and saved again, nothing else done.
const [, , program, source, target] = process.argv;

const SAVING = {
  async sheetjs() {
    const XLSX = require("xlsx");
    XLSX.writeFile(XLSX.readFile(source), target);
  },
  async exceljs() {
    const { Workbook } = require("exceljs");
    const book = new Workbook();
    await book.xlsx.readFile(source);
    await book.xlsx.writeFile(target);
  },
  async "xlsx-populate"() {
    const book = await require("xlsx-populate").fromFileAsync(source);
    await book.toFileAsync(target);
  },
};

SAVING[program]().catch((error) => {
  console.error(error);
  process.exit(1);
});
