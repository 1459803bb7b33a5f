#pragma once

// Whether a recording was made by a living person in front of a camera, now, for this challenge.
// Ten checks look at it; each says in words what it missed. One that fails rejects the recording,
// one that cannot tell hands it to a person (`doubtful`). Nobody's identity is established: what is
// judged is that *somebody* did what this challenge asked.
//
// What cannot be told from pixels and samples, and is not claimed: that they came from a camera at
// all. A program that renders a face to order and feeds it to the browser as a camera can pass.
// docs/likeness.md has the measured errors; none of this is certified.

#include "trust/likeness/challenge.h"
#include "trust/likeness/recording.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

enum class LivenessDecision : std::uint8_t { kAccepted, kDoubtful, kRejected };

/// "accepted", "doubtful" or "rejected".
std::string_view to_string(LivenessDecision decision);

/// What one check found.
struct LivenessCheck {
    /// A stable name for programs: fresh, length, picture, continuity, face, flashes, digits,
    /// mouth, turns, person.
    std::string name;
    LivenessDecision decision = LivenessDecision::kAccepted;
    /// 0 to 1; what it means differs from check to check.
    double score = 0.0;
    /// One sentence for the person, also when all is well.
    std::string words;
};

struct LivenessVerdict {
    LivenessDecision decision = LivenessDecision::kRejected;
    std::vector<LivenessCheck> checks;

    /// The sentences of the checks that did not pass, the worst first.
    std::vector<std::string> reasons() const;
};

/// {"decision", "checks": [{"name", "decision", "score", "words"}], "limits": what is not claimed}.
Json to_json(const LivenessVerdict& verdict);

/// Judges a recording that arrived at `received_at_us`. Takes about as long as the recording lasts,
/// and about 200 MB. Fails with kUnavailable and a hint when the cascades of opencv-data or the
/// speech model of pocketsphinx-en-us are missing; never because of what is in the recording.
Result<LivenessVerdict> judge_recording(
    const Recording& recording, const Challenge& challenge, std::int64_t received_at_us
);

}  // namespace hibari::trust
