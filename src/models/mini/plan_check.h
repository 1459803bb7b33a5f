#pragma once

// How plausible a plan is: the states of the objects that the model drew up before any picture. It
// counts what a careful viewer would call a mistake: things that jump, vanish, or change their size
// from one moment to the next without anything touching them.

#include <cstdint>
#include <span>

namespace hibari::mini {

struct PlanView {
    std::span<const float> numbers;  ///< [kSlots, frames, kStateNumbers]
    std::int64_t frames = 0;
};

/// Zero for a plan without a fault; grows with how many and how large they are.
double plan_faults(const PlanView& plan);

}  // namespace hibari::mini
