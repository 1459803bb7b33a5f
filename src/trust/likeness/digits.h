#pragma once

// Which digits are said in a recording, by pocketsphinx with a grammar of digits alone. Free
// reading is weak: robot voices' six digits seldom come out exactly. So the question asked is
// narrower: does the sound fit the digits that were asked for nearly as well as the best reading of
// it among *all* sequences of digits? Whatever else was said fits better than what was not (a
// likelihood ratio test, as utterance verification does).

#include "base/result.h"

#include <span>
#include <string>
#include <string_view>

namespace hibari::trust {

struct DigitsHeard {
    /// The best reading without knowing what was asked for; any number of digits.
    std::string heard;
    /// By how much the asked-for digits fit worse than the best reading, as log likelihood per
    /// frame of 10 ms; 0 is a perfect fit.
    double misfit = 0.0;
    /// How long there is speech, in seconds.
    double speech_s = 0.0;
};

/// Listens for the digits in a sound of 48 kHz. Silence gives an empty reading. Fails with
/// kUnavailable and a hint when the model of pocketsphinx-en-us is missing.
Result<DigitsHeard> hear_digits(std::span<const float> sound, std::string_view expected);

}  // namespace hibari::trust
