import { story } from "../house.mjs";

// One page of each kind that links lead to: the same page about another row is the same kind.
// Those who may not write see the same pages of a procurement, so one of them reads them all.
const WALKERS = [
  { email: "writer@dorset.example", passes: "" },
  { email: "procurement@medway.example", passes: "" },
  { email: "administrator@medway.example", passes: "/procurements/" },
  { email: "auditor@dorset.example", passes: "/procurements/" },
  { email: "bids@charity.example", passes: "" },
  { email: "returns@charity.example", passes: "" },
];

for (const { email, passes } of WALKERS) {
  story(`${email} walks to every kind of page there is for them`, async (house) => {
    const person = await house.person(email);
    const [seen, ahead] = [new Set(["/"]), ["/"]];
    for (let path = ahead.shift(); path !== undefined; path = ahead.shift()) {
      await person.goes(path);
      for (const next of await person.ways()) {
        const kind = kindOf(next);
        const passed = passes !== "" && next.startsWith(passes);
        if (passed || seen.has(kind)) continue;
        seen.add(kind);
        ahead.push(next);
      }
    }
  }, { minutes: 12 });
}

// Papers of one kind look alike, whichever procurement they are about; other pages follow its state.
function kindOf(path) {
  return path
    .replace(/\/[^/]+\/report\//, "/…/report/")
    .replace(/\/\d+(?=\/|$)/g, "/…")
    .replace(/\/sections\/.*/, "/sections/…")
    .replace(/\?.*/, "?");
}
