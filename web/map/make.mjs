// Makes static/map/world.svg from Natural Earth's countries as world-atlas gives them:
//   npm install world-atlas@2.0.2 topojson-client@3.1.0 && node make.mjs
// Coordinates are degrees, east and south positive, from 170 degrees west on, so that no land but Antarctica is cut.

import fs from "node:fs";
import { createRequire } from "node:module";
import * as topojson from "topojson-client";

const require = createRequire(import.meta.url);
const world = JSON.parse(fs.readFileSync(require.resolve("world-atlas/countries-110m.json"), "utf8"));
const { countries } = world.objects;

const tenth = (n) => Math.round(n * 10) / 10;
const short = (n) => String(tenth(n)).replace(/^-0$/, "0").replace(/^(-?)0\./, "$1.");
const shown = (line) => line.some(([, lat]) => lat > -60);

/** Lets a line that crosses 180 degrees go on beyond it. */
function unwrap(line) {
  let turn = 0;
  let before = null;
  const out = line.map(([lon, lat]) => {
    if (before !== null && Math.abs(lon - before) > 180) turn += lon > before ? -360 : 360;
    before = lon;
    return [lon + turn, lat];
  });
  const middle = out.reduce((sum, [lon]) => sum + lon, 0) / out.length;
  return middle < -170 ? out.map(([lon, lat]) => [lon + 360, lat]) : out;
}

function path(lines, close) {
  const one = (line) => {
    let [x, y] = [tenth(line[0][0]), tenth(-line[0][1])];
    let out = `M${short(x)} ${short(y)}`;
    for (const [lon, lat] of line.slice(1)) {
      const [dx, dy] = [tenth(lon - x), tenth(-lat - y)];
      if (dx === 0 && dy === 0) continue;
      out += `l${short(dx)}${dy < 0 ? "" : " "}${short(dy)}`;
      [x, y] = [tenth(x + dx), tenth(y + dy)];
    }
    return out + (close ? "z" : "");
  };
  return lines.filter(shown).map(unwrap).map(one).join("");
}

const land = path(topojson.merge(world, countries.geometries).coordinates.flat(1), true);
const boundaries = path(topojson.mesh(world, countries, (a, b) => a !== b).coordinates, false);
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-170 -84 360 142"><path id="land" d="${land}"/><path id="boundaries" fill="none" d="${boundaries}"/></svg>\n`;
fs.writeFileSync(new URL("../static/map/world.svg", import.meta.url), svg);
