/* Stands between a program and the system's calls that alter files of one folder (SOAK_ROOT).
 *
 * It writes each such call, in order, into a log (SOAK_LOG), and on demand makes the n-th of them
 * fail, fall short, or kill the process. Loaded with LD_PRELOAD by tests/soak/shim.py, which reads
 * the log: one record per call, `struct record` and then `length` bytes.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPEN = 1, CLOSE = 2, WRITE = 4, CUT = 8, SYNC = 16, UNLINK = 32, RENAME = 64, LINK = 128 };
enum { NOTHING = 0, FAIL = 1, KILL = 2, SHORT = 3 };
enum { MOST = 4096 };

struct record {
    int32_t call;
    int32_t file;
    int64_t offset;
    int64_t length;
};

static char is_ours[MOST];
static int log_file = -2; /* not asked for yet */
static int action, mask, number, is_lasting;
static long at, seen;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* What happens to the calls of these kinds from now on; returns how many there were since the last time. */
long soak_arm(int new_action, long new_at, int new_mask, int new_number, int new_is_lasting)
{
    long counted = seen;
    action = new_action, at = new_at, mask = new_mask, number = new_number, is_lasting = new_is_lasting;
    seen = 0;
    return counted;
}

static int is_watched(const char *path)
{
    const char *root = getenv("SOAK_ROOT");
    size_t length = root ? strlen(root) : 0;
    return length && path && !strncmp(path, root, length) && (path[length] == '/' || !path[length]);
}

static int is_tracked(int file)
{
    return file >= 0 && file < MOST && is_ours[file];
}

static void note(int call, int file, int64_t offset, const void *bytes, size_t length)
{
    static ssize_t (*real_writev)(int, const struct iovec *, int);
    struct record record = {call, file, offset, (int64_t)length};
    struct iovec parts[2] = {{&record, sizeof record}, {(void *)bytes, length}};
    int kept = errno;
    if (log_file == -2) {
        const char *path = getenv("SOAK_LOG");
        log_file = path ? REAL(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
        real_writev = REAL(writev);
    }
    if (log_file >= 0 && real_writev(log_file, parts, 2) != (ssize_t)(sizeof record + length))
        abort();
    errno = kept;
}

/* Returns what to do about this call: FAIL and SHORT are the caller's to carry out. */
static int meets(int call)
{
    if (!(mask & call))
        return NOTHING;
    seen++;
    if (action == NOTHING || seen < at || (seen > at && !is_lasting))
        return NOTHING;
    if (action == KILL)
        kill(getpid(), SIGKILL);
    if (action == SHORT && seen > at)
        return FAIL;
    return action;
}

static int refused(void)
{
    errno = number;
    return -1;
}

static int opened(int file, const char *path)
{
    if (file >= 0 && file < MOST) {
        is_ours[file] = 1;
        note(OPEN, file, 0, path, strlen(path));
    }
    return file;
}

#define OPENER(name)                                                              \
    int name(const char *path, int flags, ...)                                    \
    {                                                                             \
        va_list more;                                                             \
        va_start(more, flags);                                                    \
        mode_t mode = (flags & O_CREAT) ? va_arg(more, mode_t) : 0; \
        va_end(more);                                                             \
        if (!is_watched(path))                                                    \
            return REAL(name)(path, flags, mode);                                 \
        if ((flags & O_CREAT) && access(path, F_OK) && meets(OPEN) == FAIL)       \
            return refused();                                                     \
        int file = opened(REAL(name)(path, flags, mode), path);                   \
        if (file >= 0 && (flags & O_TRUNC))                                       \
            note(CUT, file, 0, "", 0);                                            \
        return file;                                                              \
    }
OPENER(open)
OPENER(open64)

int close(int file)
{
    if (is_tracked(file)) {
        is_ours[file] = 0;
        note(CLOSE, file, 0, "", 0);
    }
    return REAL(close)(file);
}

#define WRITER(name, parameters, arguments, place)            \
    ssize_t name parameters                                   \
    {                                                         \
        if (!is_tracked(file))                                \
            return REAL(name) arguments;                      \
        int64_t offset = place;                               \
        int met = meets(WRITE);                               \
        if (met == FAIL)                                      \
            return refused();                                 \
        if (met == SHORT && count > 1)                        \
            count /= 2;                                       \
        ssize_t done = REAL(name) arguments;                  \
        if (done > 0)                                         \
            note(WRITE, file, offset, bytes, (size_t)done);   \
        return done;                                          \
    }
WRITER(write, (int file, const void *bytes, size_t count), (file, bytes, count), lseek(file, 0, SEEK_CUR))
WRITER(pwrite, (int file, const void *bytes, size_t count, off_t from), (file, bytes, count, from), from)
WRITER(pwrite64, (int file, const void *bytes, size_t count, off64_t from), (file, bytes, count, from), from)

#define CUTTER(name, type)                        \
    int name(int file, type size)                 \
    {                                             \
        if (!is_tracked(file))                    \
            return REAL(name)(file, size);        \
        if (meets(CUT) == FAIL)                   \
            return refused();                     \
        int done = REAL(name)(file, size);        \
        if (!done)                                \
            note(CUT, file, size, "", 0);         \
        return done;                              \
    }
CUTTER(ftruncate, off_t)
CUTTER(ftruncate64, off64_t)

#define SYNCER(name)                              \
    int name(int file)                            \
    {                                             \
        if (!is_tracked(file))                    \
            return REAL(name)(file);              \
        if (meets(SYNC) == FAIL)                  \
            return refused();                     \
        int done = REAL(name)(file);              \
        if (!done)                                \
            note(SYNC, file, 0, "", 0);           \
        return done;                              \
    }
SYNCER(fsync)
SYNCER(fdatasync)

int unlink(const char *path)
{
    if (!is_watched(path))
        return REAL(unlink)(path);
    if (meets(UNLINK) == FAIL)
        return refused();
    int done = REAL(unlink)(path);
    if (!done)
        note(UNLINK, -1, 0, path, strlen(path));
    return done;
}

static void note_both(int call, const char *from, const char *to)
{
    char both[2 * MOST];
    size_t length = strlen(from) + 1, rest = strlen(to);
    if (length + rest > sizeof both)
        abort();
    memcpy(both, from, length);
    memcpy(both + length, to, rest);
    note(call, -1, 0, both, length + rest);
}

#define MOVER(name, call)                           \
    int name(const char *from, const char *to)      \
    {                                               \
        if (!is_watched(from) && !is_watched(to))   \
            return REAL(name)(from, to);            \
        if (meets(call) == FAIL)                    \
            return refused();                       \
        int done = REAL(name)(from, to);            \
        if (!done)                                  \
            note_both(call, from, to);              \
        return done;                                \
    }
MOVER(rename, RENAME)
MOVER(link, LINK)

/* Copying inside the system would pass this file by; programs fall back to reading and writing. */
ssize_t sendfile(int to, int from, off_t *offset, size_t count)
{
    if (!is_tracked(to))
        return REAL(sendfile)(to, from, offset, count);
    errno = EINVAL;
    return -1;
}
