#pragma once

// What the tests of the kernels share.

#include "base/rng.h"
#include "tensor/kernels/kernels.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hibari::tensor::kernels::testing {

/// Every set of kernels that runs here.
inline std::vector<const Kernels*> available() {
    std::vector<const Kernels*> sets;
    for (const Isa isa : {Isa::kPlain, Isa::kAvx2, Isa::kAvx512}) {
        if (const Kernels* const set = kernels_for(isa); set != nullptr) {
            sets.push_back(set);
        }
    }
    return sets;
}

/// Evenly between -spread and spread.
inline std::vector<float> random_floats(std::int64_t count, std::uint64_t seed, double spread) {
    Rng rng(seed);
    std::vector<float> out(static_cast<std::size_t>(count));
    for (float& value : out) {
        value = static_cast<float>(rng.uniform(-spread, spread));
    }
    return out;
}

/// Floats that begin at a multiple of 64 bytes.
class AlignedFloats {
  public:
    AlignedFloats() = default;

    explicit AlignedFloats(std::int64_t count)
        : room_(static_cast<std::size_t>(count) + kAlignment) {}

    float* data() {
        const auto address = reinterpret_cast<std::uintptr_t>(room_.data());
        const std::uintptr_t beyond = address % (kAlignment * sizeof(float));
        return room_.data() + (beyond == 0 ? 0 : kAlignment - beyond / sizeof(float));
    }

  private:
    static constexpr std::size_t kAlignment = 16;
    std::vector<float> room_;
};

}  // namespace hibari::tensor::kernels::testing
