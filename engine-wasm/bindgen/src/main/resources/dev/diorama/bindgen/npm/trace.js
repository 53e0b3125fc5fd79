// What the development build has in place of this makes stack traces say file and line of Java; this one does nothing.

export async function prepare() {}
