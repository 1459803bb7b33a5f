#pragma once

// From a recording to a likeness pack. A person's comes from the recording that was accepted: the
// head with its shoulders cut out from the front and from both sides, colours, and the voice. That
// of a pet or a thing comes from a short clip in which it is seen throughout and no person is: a
// person's likeness is only taken by the way of the challenge.

#include "likeness/pack.h"
#include "trust/likeness/recording.h"

#include <string>

namespace hibari::trust {

/// The shortest clip of a pet or a thing.
inline constexpr double kThingSecondsMin = 3.0;

struct PersonDetails {
    std::string name = {};
    /// What was said, if known: the digits of the challenge.
    std::string spoken_text = {};
};

/// The likeness of the person in a recording; to be called once a recording was accepted, by
/// judge_recording or by a person who looked at it. The clip is decoded twice.
///
/// Errors: kInvalidArgument with reason `no_face` when no picture shows a face from the front,
/// `no_voice` when nothing is said; those of the source; kUnavailable as judge_recording.
Result<likeness::LikenessPack> enrol_person(const ClipSource& source, const PersonDetails& details);

struct ThingDetails {
    std::string name = {};
    /// kAnimal or kObject (checked).
    likeness::PackKind kind = likeness::PackKind::kObject;
};

/// The likeness of the pet or thing that a clip shows.
///
/// Errors: kInvalidArgument with reason `too_short` (less than kThingSecondsMin), `person_in_clip`
/// (a human face is in it), `nothing_seen` (nothing stands out from what is around it); those of
/// the source; kUnavailable as judge_recording.
Result<likeness::LikenessPack> enrol_thing(const ClipSource& source, const ThingDetails& details);

/// Fails with reason `person_in_clip` when a human face is seen in a clip for longer than a moment.
Result<void> refuse_people(const Recording& recording);

}  // namespace hibari::trust
