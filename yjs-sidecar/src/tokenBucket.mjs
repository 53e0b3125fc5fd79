// How many messages a socket may send: a rate, and bursts above it.

/** Tokens that come back with time. */
export class TokenBucket {
  #perSecond
  #burst
  #tokens
  #at

  /** @param {number} perSecond @param {number} burst @param {number} now milliseconds */
  constructor(perSecond, burst, now) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#tokens = burst
    this.#at = now
  }

  /** Takes one token; false when there is none. @param {number} now milliseconds */
  take(now) {
    this.#tokens = Math.min(this.#burst, this.#tokens + (Math.max(0, now - this.#at) / 1000) * this.#perSecond)
    this.#at = now
    if (this.#tokens < 1) return false
    this.#tokens--
    return true
  }
}
