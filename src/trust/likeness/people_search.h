#pragma once

// Whether a person is in a picture or a clip: a face that stays in its place for longer than a
// moment, with two eyes in it. What the cascades take for a face in one picture only is none. Whose
// face it is, nothing here knows.

#include "base/result.h"
#include "media/frame.h"
#include "trust/likeness/face_finder.h"

#include <vector>

namespace hibari::trust {

/// How often a clip is to be looked at.
inline constexpr double kPeopleLooksPerSecond = 4.0;

/// What is looked at.
enum class Looks : std::uint8_t {
    /// One picture: a face with two eyes is a person.
    kOnce,
    /// A clip, from which pictures are shown one after the other.
    kAgain,
};

class PeopleSearch {
  public:
    /// Errors: those of FaceFinder::create.
    static Result<PeopleSearch> create(Looks looks);

    /// Looks at a picture; true as soon as a person was seen, and ever after.
    bool look(const media::Frame& frame);

    bool found() const { return found_; }

  private:
    struct Sighting {
        FaceBox place = {};
        int looks = 0;
        int with_eyes = 0;
    };

    PeopleSearch(FaceFinder finder, Looks looks) : finder_(std::move(finder)), looks_(looks) {}

    FaceFinder finder_;
    Looks looks_;
    std::vector<Sighting> sightings_;
    bool found_ = false;
};

}  // namespace hibari::trust
