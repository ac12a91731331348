// node score.mjs MODEL.onnx COLUMNS.json OUT.json: scores rows with ONNX Runtime.
// COLUMNS.json: {"name": [number or null, …] or ["text", …]}; OUT.json: {"log_odds": […], "probability": […]} by the names of the outputs.
import { readFileSync, writeFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const [model, columns, out] = process.argv.slice(2);
const read = JSON.parse(readFileSync(columns, 'utf8'));
const session = await InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1 });
const names = Object.keys(read);
const rows = read[names[0]].length;
const scored = Object.fromEntries(session.outputNames.map((name) => [name, []]));
for (let from = 0; from < rows; from += 10_000) {
  const feeds = Object.fromEntries(names.map((name) => {
    const cells = read[name].slice(from, from + 10_000);
    return [name, cells.some((cell) => typeof cell === 'string')
      ? new Tensor('string', cells, [cells.length, 1])
      : new Tensor('float32', Float32Array.from(cells, (cell) => cell ?? NaN), [cells.length, 1])];
  }));
  const told = await session.run(feeds);
  for (const name of session.outputNames) {
    for (const number of told[name].data) scored[name].push(number);
  }
}
writeFileSync(out, JSON.stringify(scored));
