#pragma once

// Digits read aloud by the synthesisers that Debian has: flite's four voices in process, and
// espeak-ng's as a program.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust::testing {

/// The names of all voices: "flite:slt", "espeak:en-gb+f2", ...
std::span<const std::string_view> voices();

/// "4, 7, 1" at 48 kHz, with its peak at 0.5. `rate` is relative to the voice's own, 0.7 to 1.3.
/// Empty when the voice is not installed.
std::vector<float> say_digits(std::string_view voice, std::string_view digits, double rate);

}  // namespace hibari::trust::testing
