#include "media/intake/sandbox.h"

#include "base/files.h"
#include "media/intake/upload_error.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <memory>
#include <seccomp.h>
#include <string>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace hibari::media {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
const bool kSandboxLimitsMemory = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
const bool kSandboxLimitsMemory = false;
#else
const bool kSandboxLimitsMemory = true;
#endif
#else
const bool kSandboxLimitsMemory = true;
#endif

namespace {

constexpr int kNice = 5;
constexpr rlim_t kDescriptorsMax = 8;

struct FilterDeleter {
    void operator()(void* filter) const { seccomp_release(filter); }
};

using Filter = std::unique_ptr<void, FilterDeleter>;

// The addresses this process has in use, in bytes. 0 when the kernel does not tell.
std::uint64_t address_space() {
    const auto text = read_file("/proc/self/statm", 4096);
    std::uint64_t pages = 0;
    if (text) {
        std::from_chars(text->data(), text->data() + text->size(), pages);
    }
    return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

bool limit(int resource, rlim_t soft, rlim_t hard) {
    const rlimit limits{.rlim_cur = soft, .rlim_max = hard};
    return setrlimit(static_cast<__rlimit_resource>(resource), &limits) == 0;
}

Result<void> limit_resources(const SandboxLimits& limits) {
    const auto seconds = static_cast<rlim_t>(limits.time_max.count());
    const std::uint64_t in_use = address_space();
    // A limit of the size that is in use already would leave no room at all.
    const rlim_t memory = in_use + limits.memory_bytes_max;
    // Files are of no use to it: a pipe is not counted here.
    const bool limited = in_use > 0 && limit(RLIMIT_CPU, seconds, seconds + 1) &&
                         limit(RLIMIT_FSIZE, 0, 0) && limit(RLIMIT_CORE, 0, 0) &&
                         limit(RLIMIT_NOFILE, kDescriptorsMax, kDescriptorsMax) &&
                         (!kSandboxLimitsMemory || limit(RLIMIT_AS, memory, memory));
    if (!limited) {
        return fail(no_sandbox(std::string("resource limits: ") + std::strerror(errno)));
    }
    return {};
}

// Everything the decoders do after they were loaded, and OpenSSL when it checks signatures (with
// its own number it finds out whether it was forked before it draws random numbers). Memory can be
// had, but never executed; files are the two that are open.
int allow_decoding(void* filter) {
    int code = 0;
    const auto allow = [&](int call) {
        code = code != 0 ? code : seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
    };
    const auto allow_if = [&](int call, const scmp_arg_cmp& condition) {
        code = code != 0 ? code : seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, condition);
    };
    for (const int call :
         {SCMP_SYS(munmap),
          SCMP_SYS(mremap),
          SCMP_SYS(brk),
          SCMP_SYS(madvise),
          SCMP_SYS(futex),
          SCMP_SYS(clock_gettime),
          SCMP_SYS(gettimeofday),
          SCMP_SYS(getrandom),
          SCMP_SYS(getpid),
          SCMP_SYS(sched_getaffinity),
          SCMP_SYS(rt_sigprocmask),
          SCMP_SYS(rt_sigreturn),
          SCMP_SYS(exit),
          SCMP_SYS(exit_group)}) {
        allow(call);
    }
    // The third argument of both, with this bit unset.
    const scmp_arg_cmp not_executable{
        .arg = 2, .op = SCMP_CMP_MASKED_EQ, .datum_a = PROT_EXEC, .datum_b = 0
    };
    const auto descriptor = [](int number) {
        return scmp_arg_cmp{
            .arg = 0,
            .op = SCMP_CMP_EQ,
            .datum_a = static_cast<scmp_datum_t>(number),
            .datum_b = 0,
        };
    };
    allow_if(SCMP_SYS(mmap), not_executable);
    allow_if(SCMP_SYS(mprotect), not_executable);
    allow_if(SCMP_SYS(pread64), descriptor(STDIN_FILENO));
    allow_if(SCMP_SYS(write), descriptor(STDOUT_FILENO));
    return code;
}

// What libraries try in passing and do without when it fails: settings, locales, time zones.
int refuse_politely(void* filter) {
    int code = 0;
    for (const int call :
         {SCMP_SYS(open),
          SCMP_SYS(openat),
          SCMP_SYS(access),
          SCMP_SYS(readlink),
          SCMP_SYS(newfstatat),
          SCMP_SYS(fstat)}) {
        code = code != 0 ? code : seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), call, 0);
    }
    return code;
}

Result<void> filter_calls() {
    const Filter filter(seccomp_init(SCMP_ACT_KILL_PROCESS));
    if (!filter) {
        return fail(no_sandbox("no seccomp filter can be made"));
    }
    int code = seccomp_attr_set(filter.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    code = code != 0 ? code : refuse_politely(filter.get());
    code = code != 0 ? code : allow_decoding(filter.get());
    code = code != 0 ? code : seccomp_load(filter.get());
    if (code != 0) {
        return fail(no_sandbox(std::string("seccomp: ") + std::strerror(-code)));
    }
    return {};
}

}  // namespace

Result<void> enter_sandbox(const SandboxLimits& limits) {
    // Good manners, no part of the lock: their failure is no reason to stop.
    setpriority(PRIO_PROCESS, 0, kNice);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    HIBARI_TRY(limit_resources(limits));
    prctl(PR_SET_DUMPABLE, 0);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return fail(no_sandbox(std::string("no_new_privs: ") + std::strerror(errno)));
    }
    return filter_calls();
}

}  // namespace hibari::media
