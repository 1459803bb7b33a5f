#pragma once

// Recordings of likenesses on their way in: the challenge somebody gets, what the judge says of the
// recording that answers it, and the pack that is made of it. A recording itself is never written
// anywhere: it is decoded from the request, as often as needed, and gone when the request is.

#include "base/result.h"
#include "domain/principal.h"
#include "server/parts.h"
#include "server/uploads.h"
#include "store/temporary_file.h"
#include "trust/consent/consent.h"
#include "trust/likeness/judge.h"

#include <optional>
#include <string>
#include <string_view>

namespace hibari::server {

/// A new challenge for that account, as a client gets it: to_json(Challenge) with its `id`.
/// Errors: `resource_exhausted` (domain/likeness_challenges.h).
Result<Json> issue_challenge(const Parts& parts, const domain::Principal& who);

/// What became of a recording.
struct JudgedRecording {
    trust::LivenessVerdict verdict;
    /// The likeness pack, unless the verdict is a rejection. Whoever drops this drops the file.
    std::optional<store::TemporaryFile> pack;
    /// SHA-256 of the challenge and of the verdict, in hexadecimal digits.
    std::string evidence;
};

/// Takes the challenge, judges the recording in `member` (a VideoReference of the contract) and
/// makes the pack of it. A doubtful one has a pack as well: a person looks at it.
/// Errors: those of take_challenge, of uploads (`video_unreadable`), of enrol_person.
Result<JudgedRecording> take_recording(
    const Parts& parts,
    const Sender& from,
    std::string_view challenge_id,
    const Json& member,
    std::string_view name
);

/// The same for a pet or a thing, which answers no challenge: it is accepted, or an error says why
/// not (trust/likeness/enrol.h).
Result<JudgedRecording> take_thing(
    const Parts& parts, const Sender& from, const Json& member, const trust::NewLikeness& wanted
);

/// The pack of a pet or thing that an uploaded clip shows; none when the clip is shorter than three
/// seconds or nothing stands out in it, which still leaves the clip.
/// Errors: `person_in_clip` for a clip with a person, who has to come by the way of the challenge.
Result<std::optional<store::TemporaryFile>> enrol_character(
    const Parts& parts, const UploadedClip& clip, std::string_view name
);

}  // namespace hibari::server
