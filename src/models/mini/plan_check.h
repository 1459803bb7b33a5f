#pragma once

// How plausible a plan is: the states of the objects that the model drew up before any picture. It
// counts what a careful viewer would call a mistake: things that jump, vanish, or change their size
// from one moment to the next without anything touching them.

#include <cstdint>
#include <span>

namespace hibari::mini {

// Places of a state token's numbers (kStateNumbers): four moments within the latent's frames, then
// the latent as a whole. Positions are shares of the picture, from -1 (left, top) to 1; a size is
// the radius in the same measure; flags are near 1 for yes and near 0 for no.
inline constexpr int kMoments = 4;
inline constexpr int kMomentNumbers = 4;  ///< x, y, size, visible
inline constexpr int kStateDepth = 16;
inline constexpr int kStateContact = 17;
inline constexpr int kStateContactTime = 18;
inline constexpr int kStateImpulse = 19;
inline constexpr int kStateIdentity = 20;  ///< four numbers

struct PlanView {
    std::span<const float> numbers;  ///< [kSlots, frames, kStateNumbers]
    std::int64_t frames = 0;
};

/// Zero for a plan without a fault; grows with how many and how large they are.
double plan_faults(const PlanView& plan);

}  // namespace hibari::mini
