#include "trust/likeness/people_search.h"

#include <algorithm>

namespace hibari::trust {
namespace {

// A face is a person's when it is seen this often in one place, with two eyes.
constexpr int kFaceLooks = 3;
constexpr int kEyeLooks = 2;
constexpr float kSamePlace = 0.3F;

}  // namespace

Result<PeopleSearch> PeopleSearch::create(Looks looks) {
    FaceFinder finder = HIBARI_TRY(FaceFinder::create());
    return PeopleSearch(std::move(finder), looks);
}

bool PeopleSearch::look(const media::Frame& frame) {
    if (found_) {
        return true;
    }
    const int looks_needed = looks_ == Looks::kOnce ? 1 : kFaceLooks;
    const int eyes_needed = looks_ == Looks::kOnce ? 1 : kEyeLooks;
    for (const FaceBox& box : finder_.find(frame, Sides::kFront).frontal) {
        auto known = std::find_if(sightings_.begin(), sightings_.end(), [&](const Sighting& one) {
            return overlap(one.place, box) >= kSamePlace;
        });
        if (known == sightings_.end()) {
            known = sightings_.insert(known, Sighting{});
        }
        known->place = box;
        ++known->looks;
        known->with_eyes += finder_.find_eyes(frame, box) ? 1 : 0;
        found_ = found_ || (known->looks >= looks_needed && known->with_eyes >= eyes_needed);
    }
    return found_;
}

}  // namespace hibari::trust
