// A frame's plan as one piece of memory that a device can read.
//
// The image is filled on this side and sent as it is: pointers inside it already name the places
// where it will lie on the other side. Nothing is followed there that is not in it.
#pragma once

#include "base/check.h"
#include "world/render/frame_plan.h"

#include <cstddef>
#include <cstring>
#include <type_traits>
#include <vector>

namespace hibari::world {

/// Memory that lies here and, with the same offsets, there.
struct Mirror {
    std::byte* here = nullptr;
    std::byte* there = nullptr;
};

/// Hands out a mirror's memory from its beginning on. Without memory it only counts.
class Arena {
  public:
    Arena() = default;

    /// The first `size_here` bytes of `memory` may be written here.
    Arena(const Mirror& memory, std::size_t size_here) : memory_(memory), size_here_(size_here) {}

    std::size_t used() const { return used_; }

    /// Room for `count` values; where they lie there.
    template <typename T>
    T* room(std::size_t count) {
        used_ = (used_ + kAlignment - 1) / kAlignment * kAlignment;
        std::byte* at = memory_.there == nullptr ? nullptr : memory_.there + used_;
        used_ += count * sizeof(T);
        return reinterpret_cast<T*>(at);
    }

    /// A copy of `count` values; where it lies there.
    template <typename T>
    T* copy(const T* values, std::size_t count) {
        static_assert(std::is_trivially_copyable_v<T>);
        T* const at = room<T>(count);
        if (memory_.here != nullptr && count > 0) {
            HIBARI_CHECK(used_ <= size_here_, used_, size_here_);
            std::memcpy(memory_.here + used_ - count * sizeof(T), values, count * sizeof(T));
        }
        return at;
    }

    template <typename T>
    T* copy(const std::vector<T>& values) {
        return copy(values.data(), values.size());
    }

  private:
    static constexpr std::size_t kAlignment = 256;  ///< of what CUDA allocates

    Mirror memory_;
    std::size_t size_here_ = 0;
    std::size_t used_ = 0;
};

/// Where everything of a frame lies in its memory, from the beginning: what is sent, what comes
/// back, what only the device sees.
struct FrameImage {
    FrameJob job;  ///< every pointer in it and behind it is one of the other side
    int first_tile = 0;
    int last_tile = 0;
    std::size_t sent_bytes = 0;
    std::size_t planes_end = 0;  ///< what comes back is [sent_bytes, planes_end)
    std::size_t size_bytes = 0;
};

/// Lays a frame out and copies what is sent. With an arena without memory only the sizes count.
FrameImage lay_out(const FramePlan& plan, const CasterOptions& options, Arena arena);

}  // namespace hibari::world
