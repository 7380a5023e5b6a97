// What is wrong with the pages of a story, each thing told once with the places where it was met.
export class Findings {
  #places = new Map();

  add(finding, place) {
    const places = this.#places.get(finding) ?? new Set();
    this.#places.set(finding, places.add(place));
  }

  get isEmpty() {
    return this.#places.size === 0;
  }

  toString() {
    const told = [...this.#places].map(([finding, places]) => {
      const [first, ...others] = places;
      return `- ${finding}\n  at ${first}${others.length > 0 ? ` and ${others.length} more` : ""}`;
    });
    return told.join("\n");
  }
}
