#pragma once

// The numbers of a state token: one thing in the frames of one latent. Training writes the same
// (training/hibari_training/states.py).
//
// Four moments within the frames (x, y, size, visible), then the latent as a whole. Positions are
// from -1 (left, top) to 1; a size is the radius in the measure of y; flags are near 1 for yes and
// near 0 for no. The last number says whether the slot holds a thing at all: 1, or -1.

#include "models/mini/config.h"

#include <ATen/core/Tensor.h>

namespace hibari::mini {

inline constexpr int kMoments = 4;
inline constexpr int kMomentNumbers = 4;
inline constexpr int kStateContact = 17;
inline constexpr int kStateUsed = 23;

/// How far the noise of each number spreads, [kStateNumbers]: about what the number varies by in
/// training, so that a noise level says as much of a plan as of a picture.
at::Tensor state_spread();

/// A plan [kSlots * frames, kStateNumbers] as training states them: a slot holds a thing all the
/// time, or nothing and zeros.
at::Tensor tidied(const at::Tensor& state);

}  // namespace hibari::mini
