/*
 * Stands between a server and the operating system, for the fault suite. It can move the server's wall clock, and it can cut the
 * power: everything written to files below HIE_SHIM_FILES and not yet synced is undone, and the process ends. Creating, renaming
 * and deleting files are not undone; writes past the C library (asynchronous I/O, mapped memory) are not seen.
 *
 *   HIE_SHIM_CLOCK  a file of 8 bytes: by how many nanoseconds the wall clock is ahead
 *   HIE_SHIM_FILES  the directory whose files lose what was not synced
 *   HIE_SHIM_CUT    when this file appears, the power is cut
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define NEXT(name) dlsym(RTLD_NEXT, name)
#define FILES 4096

/* One write that is not yet synced: what was there before. */
struct undo {
    struct undo *older;
    off_t offset;
    off_t size;
    size_t length;
    unsigned long number;
    char bytes[];
};

/* A file with writes that are not yet synced. */
struct file {
    dev_t device;
    ino_t inode;
    int fd;
    int tracked;
    struct undo *newest;
};

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static struct file files[FILES];
static int known;
static unsigned long numbers;
static const char *directory;
static const char *cut;
static volatile int64_t *ahead;

/* ---- the clock ---- */

static int64_t offset_of_clock(void) {
    return ahead ? *ahead : 0;
}

static void shift(struct timespec *time) {
    int64_t moved = (int64_t) time->tv_sec * 1000000000 + time->tv_nsec + offset_of_clock();
    time->tv_sec = moved / 1000000000;
    time->tv_nsec = moved % 1000000000;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    static int (*next)(clockid_t, struct timespec *);
    if (!next) next = NEXT("clock_gettime");
    int result = next(clock, time);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) shift(time);
    return result;
}

int gettimeofday(struct timeval *restrict value, void *restrict zone) {
    struct timespec now;
    (void) zone;
    clock_gettime(CLOCK_REALTIME, &now);
    value->tv_sec = now.tv_sec;
    value->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *into) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (into) *into = now.tv_sec;
    return now.tv_sec;
}

/* ---- files; all of it with the turn taken ---- */

static int is_tracked(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    size_t prefix = strlen(directory);
    return strncmp(path, directory, prefix) == 0 && !strstr(path + prefix, "/log/") && !strstr(path + prefix, "/tmp/");
}

/* The file behind a descriptor; NULL when it is none of those that lose anything. */
static struct file *find(int fd, struct stat *status) {
    if (!directory || fstat(fd, status) != 0 || !S_ISREG(status->st_mode)) return NULL;
    for (int i = 0; i < known; i++) {
        if (files[i].inode == status->st_ino && files[i].device == status->st_dev) {
            return files[i].tracked ? &files[i] : NULL;
        }
    }
    if (known == FILES) return NULL;
    struct file *file = &files[known++];
    file->device = status->st_dev;
    file->inode = status->st_ino;
    file->tracked = is_tracked(fd);
    if (!file->tracked) return NULL;
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    file->fd = open(path, O_RDWR | O_CLOEXEC);
    return file->fd < 0 ? NULL : file;
}

/* Keeps what is where so many bytes are about to be written. */
static void remember(int fd, off_t offset, size_t length) {
    struct stat status;
    struct file *file = find(fd, &status);
    if (!file) return;
    if (offset < 0) offset = lseek(fd, 0, SEEK_CUR);
    size_t old = offset >= status.st_size ? 0
        : (size_t) (status.st_size - offset) < length ? (size_t) (status.st_size - offset) : length;
    struct undo *undo = malloc(sizeof *undo + old);
    if (!undo) abort();
    ssize_t kept = old ? syscall(SYS_pread64, file->fd, undo->bytes, old, offset) : 0;
    if (kept < 0) kept = 0;
    undo->offset = offset;
    undo->size = status.st_size;
    undo->length = (size_t) kept;
    undo->number = ++numbers;
    undo->older = file->newest;
    file->newest = undo;
}

/* What was written before the sync began is safe. */
static void forget(int fd, unsigned long until) {
    struct stat status;
    struct file *file = find(fd, &status);
    if (!file) return;
    struct undo **link = &file->newest;
    while (*link && (*link)->number > until) link = &(*link)->older;
    struct undo *safe = *link;
    *link = NULL;
    while (safe) {
        struct undo *older = safe->older;
        free(safe);
        safe = older;
    }
}

static void cut_power(void) {
    pthread_mutex_lock(&turn);
    unsigned long lost = 0;
    for (int i = 0; i < known; i++) {
        for (struct undo *undo = files[i].newest; undo; undo = undo->older) {
            if (undo->length) syscall(SYS_pwrite64, files[i].fd, undo->bytes, undo->length, undo->offset);
            syscall(SYS_ftruncate, files[i].fd, undo->size);
            lost++;
        }
    }
    dprintf(2, "power cut: %lu unsynced writes undone\n", lost);
    syscall(SYS_exit_group, 137);
}

static void *watch(void *unused) {
    struct timespec pause = {0, 2000000};
    (void) unused;
    while (access(cut, F_OK) != 0) nanosleep(&pause, NULL);
    cut_power();
    return NULL;
}

/* ---- what the server calls ---- */

#define WRITE(fd, offset, length, call) \
    pthread_mutex_lock(&turn); \
    remember(fd, offset, length); \
    ssize_t result = call; \
    int error = errno; \
    pthread_mutex_unlock(&turn); \
    errno = error; \
    return result

static int is_file(int fd) {
    struct stat status;
    return directory && fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

static size_t total(const struct iovec *parts, int count) {
    size_t length = 0;
    for (int i = 0; i < count; i++) length += parts[i].iov_len;
    return length;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    if (!is_file(fd)) return syscall(SYS_write, fd, bytes, length);
    WRITE(fd, -1, length, syscall(SYS_write, fd, bytes, length));
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset) {
    WRITE(fd, offset, length, syscall(SYS_pwrite64, fd, bytes, length, offset));
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
    return pwrite64(fd, bytes, length, offset);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    if (!is_file(fd)) return syscall(SYS_writev, fd, parts, count);
    WRITE(fd, -1, total(parts, count), syscall(SYS_writev, fd, parts, count));
}

int ftruncate64(int fd, off_t size) {
    pthread_mutex_lock(&turn);
    struct stat status;
    if (find(fd, &status) && size < status.st_size) remember(fd, size, (size_t) (status.st_size - size));
    else remember(fd, status.st_size, 0);
    int result = syscall(SYS_ftruncate, fd, size);
    int error = errno;
    pthread_mutex_unlock(&turn);
    errno = error;
    return result;
}

int ftruncate(int fd, off_t size) {
    return ftruncate64(fd, size);
}

static int sync_file(int fd, long number) {
    pthread_mutex_lock(&turn);
    unsigned long until = numbers;
    pthread_mutex_unlock(&turn);
    int result = syscall(number, fd);
    if (result == 0) {
        pthread_mutex_lock(&turn);
        forget(fd, until);
        pthread_mutex_unlock(&turn);
    }
    return result;
}

int fsync(int fd) {
    return sync_file(fd, SYS_fsync);
}

int fdatasync(int fd) {
    return sync_file(fd, SYS_fdatasync);
}

__attribute__((constructor)) static void begin(void) {
    char program[4096];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length < 5) return;
    program[length] = 0;
    if (strcmp(program + length - 5, "/java") != 0) return;
    const char *clock = getenv("HIE_SHIM_CLOCK");
    int fd = clock ? open(clock, O_RDONLY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        void *mapped = mmap(NULL, 8, PROT_READ, MAP_SHARED, fd, 0);
        if (mapped != MAP_FAILED) ahead = mapped;
        close(fd);
    }
    cut = getenv("HIE_SHIM_CUT");
    directory = cut ? getenv("HIE_SHIM_FILES") : NULL;
    pthread_t watcher;
    if (directory) pthread_create(&watcher, NULL, watch, NULL);
}
