/*
 * Stands between a program and the C library (LD_PRELOAD) and fails, or only pretends, what it asks of the disk; and moves
 * its clock. Only files below FAULT_DIR are touched. What to do is read from the file FAULT_ORDERS, which may change while
 * the program runs: two 64-bit numbers in memory shared with whoever orders,
 *
 *   kind    0 nothing, 1 the n-th sync fails (EIO), 2 the n-th write fails (EIO), 3 no room (ENOSPC), 4 half a write and
 *           then no room, 5 syncs are not done and said to be done, 6 every sync from the n-th on fails; a file that is made
 *           shorter counts as written to, but needs no room: ftruncate(2) knows no ENOSPC, and SQLite makes of one a fault
 *           of the disk
 *   n       which call, counted from the moment the kind was set
 *   calls   written here: calls of the kind seen so far
 *   hits    written here: calls that were failed
 *   clock   seconds added to the wall clock
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

struct orders {
  _Atomic int64_t kind, n, calls, hits, clock;
};
enum { NOTHING, SYNC_EIO, WRITE_EIO, WRITE_ENOSPC, WRITE_SHORT, SYNC_LIES, SYNC_DEAD };

static struct orders *orders;
static const char *below;
static size_t below_length;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("FAULT_ORDERS");
  below = getenv("FAULT_DIR");
  if (!path || !below) return;
  /* PostgreSQL writes its title over the environment it was given. */
  below = strdup(below);
  below_length = strlen(below);
  int fd = open(path, O_RDWR | O_CLOEXEC);
  if (fd < 0) return;
  void *shared = mmap(NULL, sizeof(struct orders), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (shared != MAP_FAILED) orders = shared;
  close(fd);
}

/* Whether the file is one of those that matter. */
static int is_ours(int fd) {
  char link[40], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < (ssize_t)below_length) return 0;
  return memcmp(path, below, below_length) == 0;
}

/* Whether this call is the one to fail. */
static int is_hit(int fd, int64_t kind) {
  if (!orders || orders->kind != kind || !is_ours(fd)) return 0;
  int64_t call = ++orders->calls;
  if (kind == SYNC_LIES || kind == SYNC_DEAD ? call < orders->n : call != orders->n) return 0;
  orders->hits++;
  return 1;
}

static int failed_sync(int fd) {
  if (is_hit(fd, SYNC_LIES)) return 1;
  if (is_hit(fd, SYNC_EIO) || is_hit(fd, SYNC_DEAD)) {
    errno = EIO;
    return -1;
  }
  return 0;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int fsync(int fd) {
  static __typeof__(&fsync) real;
  if (!real) real = REAL(fsync);
  int found = failed_sync(fd);
  return found ? (found > 0 ? 0 : -1) : real(fd);
}

int fdatasync(int fd) {
  static __typeof__(&fdatasync) real;
  if (!real) real = REAL(fdatasync);
  int found = failed_sync(fd);
  return found ? (found > 0 ? 0 : -1) : real(fd);
}

int sync_file_range(int fd, off64_t from, off64_t length, unsigned flags) {
  static __typeof__(&sync_file_range) real;
  if (!real) real = REAL(sync_file_range);
  if (orders && orders->kind == SYNC_LIES && is_ours(fd)) return 0;
  return real(fd, from, length, flags);
}

/* -1 with errno for a failed write, the length of a shortened one, or -2 for one that is let through. */
static ssize_t failed_write(int fd, size_t length) {
  if (is_hit(fd, WRITE_EIO)) {
    errno = EIO;
    return -1;
  }
  if (is_hit(fd, WRITE_ENOSPC)) {
    errno = ENOSPC;
    return -1;
  }
  if (orders && orders->kind == WRITE_SHORT && is_ours(fd)) {
    int64_t call = ++orders->calls;
    /* The n-th, or the next that has something to halve. */
    if (orders->hits == 0 && call >= orders->n && length > 1) {
      orders->n = call;
      orders->hits++;
      return (ssize_t)(length / 2);
    }
    if (orders->hits > 0 && call == orders->n + 1) {
      errno = ENOSPC;
      return -1;
    }
  }
  return -2;
}

ssize_t write(int fd, const void *bytes, size_t length) {
  static __typeof__(&write) real;
  if (!real) real = REAL(write);
  ssize_t found = orders && orders->kind ? failed_write(fd, length) : -2;
  return found == -1 ? -1 : real(fd, bytes, found >= 0 ? (size_t)found : length);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  static __typeof__(&pwrite) real;
  if (!real) real = REAL(pwrite);
  ssize_t found = orders && orders->kind ? failed_write(fd, length) : -2;
  return found == -1 ? -1 : real(fd, bytes, found >= 0 ? (size_t)found : length, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  static __typeof__(&pwrite64) real;
  if (!real) real = REAL(pwrite64);
  ssize_t found = orders && orders->kind ? failed_write(fd, length) : -2;
  return found == -1 ? -1 : real(fd, bytes, found >= 0 ? (size_t)found : length, at);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
  static __typeof__(&pwritev) real;
  if (!real) real = REAL(pwritev);
  ssize_t found = orders && orders->kind ? failed_write(fd, 0) : -2;
  return found == -1 ? -1 : real(fd, parts, count, at);
}

static int failed_shortening(int fd) {
  if (!is_hit(fd, WRITE_EIO)) return 0;
  errno = EIO;
  return -1;
}

int ftruncate64(int fd, off64_t length) {
  static __typeof__(&ftruncate64) real;
  if (!real) real = REAL(ftruncate64);
  return failed_shortening(fd) ? -1 : real(fd, length);
}

int ftruncate(int fd, off_t length) {
  static __typeof__(&ftruncate) real;
  if (!real) real = REAL(ftruncate);
  return failed_shortening(fd) ? -1 : real(fd, length);
}

/* The wall clock alone: what is measured in between goes on by itself. */
int clock_gettime(clockid_t clock, struct timespec *now) {
  static __typeof__(&clock_gettime) real;
  if (!real) real = REAL(clock_gettime);
  int status = real(clock, now);
  if (status == 0 && orders && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += orders->clock;
  return status;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  static int (*real)(struct timeval *restrict, void *restrict);
  if (!real) real = dlsym(RTLD_NEXT, "gettimeofday");
  int status = real(now, zone);
  if (status == 0 && orders) now->tv_sec += orders->clock;
  return status;
}

time_t time(time_t *out) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (out) *out = now.tv_sec;
  return now.tv_sec;
}
