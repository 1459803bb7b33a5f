// Compiled with OpenMP, because at::parallel_for lies in a header and starts threads only then.
#include "tensor/parallel.h"

#include "base/check.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <atomic>

namespace hibari::tensor {

void parallel_for(
    std::int64_t items,
    std::int64_t piece,
    const std::function<void(std::int64_t begin, std::int64_t end)>& body
) {
    HIBARI_CHECK(items >= 0 && piece >= 1, items, piece);
    const std::int64_t pieces = (items + piece - 1) / piece;
    const std::int64_t threads = std::min<std::int64_t>(at::get_num_threads(), pieces);
    if (threads <= 1) {
        if (items > 0) {
            body(0, items);
        }
        return;
    }
    std::atomic<std::int64_t> next = 0;
    at::parallel_for(0, threads, 1, [&](std::int64_t, std::int64_t) {
        for (std::int64_t i = next.fetch_add(1); i < pieces; i = next.fetch_add(1)) {
            body(i * piece, std::min(items, (i + 1) * piece));
        }
    });
}

}  // namespace hibari::tensor
