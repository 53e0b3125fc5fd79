// Latencies in logarithmic buckets of 2 %, in microseconds.
const STEP = 0.0198
const BUCKETS = 1200

export class Histogram {
  #counts = new Float64Array(BUCKETS)
  count = 0
  max = 0

  add(micros) {
    const value = Math.max(1, micros)
    this.count++
    this.max = Math.max(this.max, value)
    this.#counts[Math.min(BUCKETS - 1, Math.floor(Math.log(value) / STEP))]++
  }

  /** A quantile in milliseconds; NaN when nothing was measured. */
  quantile(q) {
    let rest = this.count * q
    for (let bucket = 0; bucket < BUCKETS && this.count > 0; bucket++) {
      rest -= this.#counts[bucket]
      if (rest <= 0) return Math.exp((bucket + 1) * STEP) / 1000
    }
    return Number.NaN
  }

  clear() {
    this.#counts.fill(0)
    this.count = 0
    this.max = 0
  }
}
