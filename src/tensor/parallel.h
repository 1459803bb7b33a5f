#pragma once

// Loops over the items of a kernel, on the same threads that torch uses: a second pool beside those
// would fight them for the processors.

#include <cstdint>
#include <functional>

namespace hibari::tensor {

/// Calls body(begin, end) for pieces that cover [0, items), each at most `piece` long, on all
/// threads. A thread takes the next piece when it is free. Exceptions come out of the call.
void parallel_for(
    std::int64_t items,
    std::int64_t piece,
    const std::function<void(std::int64_t begin, std::int64_t end)>& body
);

}  // namespace hibari::tensor
