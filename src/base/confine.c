#include "base/confine.h"

#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The headers of Debian 12 know the first two versions: what later ones added stands here. */
enum {
    EXECUTE = 1 << 0,
    WRITE_FILE = 1 << 1,
    READ_FILE = 1 << 2,
    READ_DIR = 1 << 3,
    REMOVE_DIR = 1 << 4,
    REMOVE_FILE = 1 << 5,
    MAKE_DIR = 1 << 7,
    MAKE_REG = 1 << 8,
    MAKE_SYM = 1 << 12,
    REFER = 1 << 13,
    TRUNCATE = 1 << 14,
    OF_VERSION_2 = (1 << 14) - 1,
    OF_VERSION_3 = OF_VERSION_2 | TRUNCATE,
    OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE
};

typedef struct ruleset {
    uint64_t files, network, scoped;
} ruleset;

typedef struct beneath {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed)) beneath;

enum { TCP = 3, ABSTRACT_SOCKETS = 1, PATH_BENEATH = 1, ASK_VERSION = 1 };

#if defined(SYS_landlock_create_ruleset) && !defined(SL_UNCONFINED)
static uint64_t handled;

int sl_confine_begin(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, ASK_VERSION);
    if (version < 2) /* the first one forbids every change of folder */
        return -1;
    handled = version < 3 ? OF_VERSION_2 : OF_VERSION_3;
    ruleset rules = {handled, TCP, ABSTRACT_SOCKETS};
    size_t size = version < 4   ? offsetof(ruleset, network)
                  : version < 6 ? offsetof(ruleset, scoped)
                                : sizeof rules;
    return (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
}

static void allow(int rules, const char *path, uint64_t rights)
{
    struct stat st;
    int fd = rules < 0 ? -1 : open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return;
    bool folder = fstat(fd, &st) == 0 && S_ISDIR(st.st_mode);
    beneath rule = {rights & handled & (folder ? ~UINT64_C(0) : OF_FILES), fd};
    syscall(SYS_landlock_add_rule, rules, PATH_BENEATH, &rule, 0);
    close(fd);
}

bool sl_confine_end(int rules)
{
    bool done = rules >= 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    if (rules >= 0)
        close(rules);
    return done;
}
#else
int sl_confine_begin(void)
{
    return -1;
}

static void allow(int rules, const char *path, uint64_t rights)
{
    (void)rules;
    (void)path;
    (void)rights;
}

bool sl_confine_end(int rules)
{
    (void)rules;
    return false;
}
#endif

void sl_confine_allow_reading(int rules, const char *path)
{
    allow(rules, path, READ_FILE | READ_DIR);
}

void sl_confine_allow_starting(int rules, const char *path)
{
    allow(rules, path, READ_FILE | READ_DIR | EXECUTE);
}

void sl_confine_allow_writing(int rules, const char *path)
{
    allow(rules, path,
          READ_FILE | READ_DIR | WRITE_FILE | TRUNCATE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR |
              MAKE_REG | MAKE_SYM | REFER); /* a link that stands there gets a second name */
}

void sl_confine_allow_tidying(int rules, const char *path)
{
    allow(rules, path, REMOVE_DIR);
}
