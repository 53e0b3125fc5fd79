// The names that rooms can have: any Unicode of 1 to 512 bytes of UTF-8 without control characters (U7 of collab-server/SPEC.md).

const MAX_BYTES = 512

/** A name that no room can have. */
export class RoomNameError extends Error {}

/** Whether a room can have this name. @param {string} name */
const check = (name) => {
  if (name === '') throw new RoomNameError('room name is empty')
  if (!name.isWellFormed()) throw new RoomNameError('room name is not well-formed Unicode')
  if (/[\u0000-\u001f\u007f-\u009f]/.test(name)) throw new RoomNameError('room name holds a control character')
  if (Buffer.byteLength(name) > MAX_BYTES) throw new RoomNameError(`room name is too long: limit=${MAX_BYTES}`)
  return name
}

/**
 * The room that the rest of a path names: percent-encoded, `/` plain or encoded.
 *
 * @param {string} path without the slash in front
 * @throws {RoomNameError}
 */
export const roomFromPath = (path) => {
  try {
    return check(decodeURIComponent(path))
  } catch (e) {
    throw e instanceof RoomNameError ? e : new RoomNameError('room name has a broken percent escape')
  }
}
