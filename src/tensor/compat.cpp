#include "tensor/compat.h"

#include "base/check.h"
#include "base/threads.h"

#include <ATen/Parallel.h>
#include <cstdlib>
#include <malloc.h>
#include <mutex>
#include <torch/csrc/api/include/torch/version.h>

namespace hibari::tensor {
namespace {

// The settings themselves are as global as these.
std::once_flag threads_chosen;
std::once_flag memory_prepared;

void keep_freed_memory() {
#if defined(__GLIBC__)
    constexpr int kKeptBytes = 512 << 20;
    mallopt(M_MMAP_THRESHOLD, kKeptBytes);
    mallopt(M_TRIM_THRESHOLD, kKeptBytes);
#endif
}

}  // namespace

std::string torch_version() {
    return TORCH_VERSION;
}

void prepare_process() {
    std::call_once(memory_prepared, keep_freed_memory);
    std::call_once(threads_chosen, [] {
        if (std::getenv("OMP_NUM_THREADS") == nullptr) {
            at::set_num_threads(static_cast<int>(available_threads()));
        }
    });
}

void set_thread_count(std::int64_t count) {
    HIBARI_CHECK(count >= 1, count);
    std::call_once(threads_chosen, [] {});
    at::set_num_threads(static_cast<int>(count));
}

std::int64_t thread_count() {
    return at::get_num_threads();
}

}  // namespace hibari::tensor
