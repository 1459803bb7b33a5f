#pragma once

// Sound at half its rate: 48 kHz in, 24 kHz out.

#include <span>

namespace hibari::world::tap {

/// Writes every second sample of `in` after a half-band low-pass filter of linear phase: flat
/// within 0.01 dB to 10.4 kHz, below -80 dB from 13.6 kHz on, so nothing audible folds back. `out`
/// must have (in.size() + 1) / 2 places (checked); sample i of it is at sample 2 i of `in`. Silence
/// is assumed around `in`.
void halve_rate(std::span<const float> in, std::span<float> out);

}  // namespace hibari::world::tap
