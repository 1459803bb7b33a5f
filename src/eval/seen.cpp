#include "eval/seen.h"

#include "eval/look.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace hibari::eval {
namespace {

constexpr double kSpeck = 0.4;  ///< of the smallest told thing's radius
constexpr double kNear = 2.0;   ///< radii between a track and the place of what it shows

/// What is far smaller than anything that was taken for a told thing is a speck of light or dirt,
/// which nothing bounces off.
std::vector<Track> without_specks(std::vector<Track> tracks) {
    double smallest = 0.0;
    for (const Track& track : tracks) {
        if (track.told >= 0 && (smallest == 0.0 || track.radius() < smallest)) {
            smallest = track.radius();
        }
    }
    std::erase_if(tracks, [smallest](const Track& track) {
        return track.told < 0 && track.radius() < kSpeck * smallest;
    });
    return tracks;
}

}  // namespace

Seen::Seen(const Case& told, const media::ClipFormat& format, Findings findings)
    : told_(&told),
      format_(format),
      tracks_(without_specks(std::move(findings.tracks))),
      motions_(motions_of(tracks_, format.size.width, format.size.height)),
      impacts_(impacts_of(motions_)),
      onsets_(std::move(findings.onsets)),
      look_(findings.look) {
    for (std::size_t object = 0; object < told.objects.size(); ++object) {
        const auto found = std::ranges::find(
            motions_, static_cast<int>(object), [](const Motion& m) { return m.track->told; }
        );
        own_.push_back(found == motions_.end() ? -1 : static_cast<int>(found - motions_.begin()));
    }
}

const Motion* Seen::own(std::size_t object) const {
    return own_[object] < 0 ? nullptr : &motions_[static_cast<std::size_t>(own_[object])];
}

Result<Seen> see(const Case& told, const media::MemoryClip& clip, std::stop_token stop) {
    SegmentOptions segmenting{.stop = std::move(stop)};
    TrackOptions tracking{.width = clip.format.size.width, .height = clip.format.size.height};
    for (const CaseObject& object : told.objects) {
        const auto& thing = told.told.things[static_cast<std::size_t>(object.thing)];
        segmenting.told_colours.push_back(object.colour);
        tracking.told.push_back({object.colour, is_round(thing)});
        if (thing.kind == "cone") {
            segmenting.striped_colours.push_back(object.colour);
        }
    }
    const auto blobs = HIBARI_TRY(find_blobs(clip.frames, segmenting));
    media::ClipFormat format = clip.format;
    format.frame_count = static_cast<std::int64_t>(clip.frames.size());
    return Seen(
        told,
        format,
        {
            .tracks = follow(blobs, tracking),
            .onsets = onsets_of(clip.audio),
            .look = look_of(clip.frames),
        }
    );
}

Seen named_by_place(const Seen& seen) {
    struct Pair {
        double distance;
        std::size_t track;
        std::size_t object;
    };

    std::vector<Track> tracks = seen.tracks();
    std::vector<Pair> pairs;
    for (std::size_t t = 0; t < tracks.size(); ++t) {
        tracks[t].told = -1;
        tracks[t].is_round = false;
        for (std::size_t o = 0; o < seen.told().objects.size(); ++o) {
            if (const auto distance = distance_to_truth(seen, tracks[t], o)) {
                pairs.push_back({*distance, t, o});
            }
        }
    }
    std::ranges::stable_sort(pairs, {}, &Pair::distance);
    for (const Pair& pair : pairs) {
        Track& track = tracks[pair.track];
        if (pair.distance < kNear * track.radius() && track.told < 0 &&
            track_of(tracks, static_cast<int>(pair.object)) == nullptr) {
            track.told = static_cast<int>(pair.object);
            track.is_round = is_round(seen.thing(pair.object));
        }
    }
    return Seen(
        seen.told(),
        seen.format(),
        {.tracks = std::move(tracks), .onsets = seen.onsets(), .look = seen.look()}
    );
}

std::optional<double> distance_to_truth(const Seen& seen, const Track& track, std::size_t object) {
    const Case& told = seen.told();
    if (object >= told.places.size()) {
        return std::nullopt;
    }
    std::vector<double> distances;
    for (std::size_t f = 0; f < track.sights.size() && f < told.places[object].size(); ++f) {
        if (track.sights[f] && !track.sights[f]->is_partial) {
            const TruePlace& place = told.places[object][f];
            distances.push_back(std::hypot(
                track.sights[f]->blob.x - place.x * seen.format().size.width,
                track.sights[f]->blob.y - place.y * seen.format().size.height
            ));
        }
    }
    if (distances.empty()) {
        return std::nullopt;
    }
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::ranges::nth_element(distances, middle);
    return *middle;
}

std::vector<const Sight*> sights_of(const Track& track, Sights which) {
    std::vector<const Sight*> out;
    for (const auto& sight : track.sights) {
        if (sight && (which == Sights::kAll || !sight->is_partial)) {
            out.push_back(&*sight);
        }
    }
    return out;
}

bool is_round(const world::tap::ToldThing& thing) {
    return thing.kind == "ball";
}

}  // namespace hibari::eval
