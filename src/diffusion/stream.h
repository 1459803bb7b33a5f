#pragma once

// What is being denoised: one stream per kind of token (picture, sound, object states), each a
// table of tokens. Parts of a stream may be given from the start: the first frame of the picture, a
// stretch of time that is kept, a sound that is frozen. The tokens of those are marked clean; they
// keep their values through all steps, and the model is told which they are.

#include "base/rng.h"

#include <ATen/core/Tensor.h>
#include <string>
#include <vector>

namespace hibari::diffusion {

/// One kind of token. All tensors are float on the CPU or on the model's device.
struct Stream {
    std::string name;
    at::Tensor value;  ///< [T, C], at the level of the current step
    at::Tensor given;  ///< [T, C]; undefined when nothing is
    at::Tensor clean;  ///< [T] of bool, what of `given` counts; undefined when nothing is
};

/// Normally distributed numbers [T, C] from a stream of random numbers: the same on every machine.
at::Tensor gaussian(std::int64_t tokens, std::int64_t channels, Rng rng);

/// `value` with the given tokens put in; needs both or neither of `given` and `clean` (checked).
at::Tensor with_given(const Stream& stream);

}  // namespace hibari::diffusion
