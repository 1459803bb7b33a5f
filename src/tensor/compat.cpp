#include "tensor/compat.h"

#include "base/check.h"
#include "base/threads.h"

#include <ATen/Parallel.h>
#include <cstdlib>
#include <mutex>
#include <torch/csrc/api/include/torch/version.h>

namespace hibari::tensor {
namespace {

/// Torch's own count is as global as this.
std::once_flag threads_chosen;

}  // namespace

std::string torch_version() {
    return TORCH_VERSION;
}

void use_all_processors() {
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
