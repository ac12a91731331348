// Prints IBM's impact score without and with the house's rules; fails below 90 with them.
import { readFileSync } from "node:fs";

const [plain, house] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const mean = (answer) => answer.impactScore.categorizedSummary.overall;
console.log(`ibm impact score: ${mean(house)} with the house's rules, ${mean(plain)} without`);
for (const kind of ["error", "warning"]) {
  for (const found of house[kind].summary?.entries ?? []) {
    console.error(`  ${kind}: ${found.count} x ${found.generalizedMessage}`);
  }
}
process.exit(mean(house) >= 90 ? 0 : 1);
