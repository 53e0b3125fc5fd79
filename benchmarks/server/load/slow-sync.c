/* Makes fsync and fdatasync of a process take SYNC_MICROS longer: a slower disk. Loaded by LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static void wait_longer(void) {
  const char *micros = getenv("SYNC_MICROS");
  long value = micros ? atol(micros) : 0;
  struct timespec time = {value / 1000000, value % 1000000 * 1000};
  nanosleep(&time, NULL);
}

int fsync(int file) {
  static int (*next)(int);
  if (!next) next = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  wait_longer();
  return next(file);
}

int fdatasync(int file) {
  static int (*next)(int);
  if (!next) next = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  wait_longer();
  return next(file);
}
