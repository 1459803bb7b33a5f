#include "eval/track.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hibari::eval {
namespace {

/// How far from where it should be a track is looked for, in its radii, and more for each frame
/// that it was not seen.
constexpr double kReach = 2.5;
constexpr double kReachPerFrame = 0.5;
constexpr double kReachMax = 8.0;
constexpr double kReachMinPixels = 6.0;
/// What a difference in colour and in size costs, against one radius of distance.
constexpr double kColourCost = 1.0 / 25.0;
constexpr double kSizeCost = 1.5;
constexpr double kCostMax = 6.0;
constexpr double kCrowded_px = 2.0;

struct Candidate {
    double cost = 0.0;
    std::size_t track = 0;
    std::size_t blob = 0;
};

class Follower {
  public:
    Follower(std::size_t frames, const TrackOptions& options)
        : frames_(frames), options_(options) {}

    void take(std::size_t frame, std::span<const Blob> blobs) {
        std::vector<Candidate> candidates;
        for (std::size_t t = 0; t < tracks_.size(); ++t) {
            for (std::size_t b = 0; b < blobs.size(); ++b) {
                if (const auto cost = cost_of(tracks_[t], frame, blobs[b])) {
                    candidates.push_back({*cost, t, b});
                }
            }
        }
        std::ranges::stable_sort(candidates, {}, &Candidate::cost);
        std::vector<int> owner(blobs.size(), -1);
        std::vector<bool> found(tracks_.size(), false);
        for (const Candidate& candidate : candidates) {
            if (!found[candidate.track] && owner[candidate.blob] < 0) {
                found[candidate.track] = true;
                owner[candidate.blob] = static_cast<int>(candidate.track);
            }
        }
        for (std::size_t b = 0; b < blobs.size(); ++b) {
            const std::size_t track =
                owner[b] >= 0 ? static_cast<std::size_t>(owner[b]) : begin_track();
            tracks_[track].sights[frame] = Sight{
                .blob = blobs[b],
                .is_partial = blobs[b].is_at_edge(options_.width, options_.height),
                .is_crowded = std::ranges::any_of(
                    blobs,
                    [&](const Blob& other) {
                        return &other != &blobs[b] && gap_between(other, blobs[b]) < kCrowded_px;
                    }
                ),
            };
        }
        mark_merged(frame, blobs, found, owner);
    }

    std::vector<Track> finish() && {
        const int least = std::min(kTrackFramesMin, static_cast<int>(frames_ + 1) / 2);
        std::erase_if(tracks_, [least](const Track& track) { return track.seen() < least; });
        for (Track& track : tracks_) {
            note_leaving(track);
        }
        name_tracks();
        return std::move(tracks_);
    }

  private:
    std::size_t begin_track() {
        tracks_.emplace_back();
        tracks_.back().sights.resize(frames_);
        return tracks_.size() - 1;
    }

    /// The latest sights before a frame, the newest first.
    static std::array<int, 2> latest(const Track& track, std::size_t frame) {
        std::array<int, 2> out{-1, -1};
        std::size_t count = 0;
        for (int i = static_cast<int>(frame) - 1; i >= 0 && count < out.size(); --i) {
            if (track.sights[static_cast<std::size_t>(i)]) {
                out[count++] = i;
            }
        }
        return out;
    }

    struct Place {
        double x = 0.0;
        double y = 0.0;
        int unseen = 0;  ///< frames
    };

    static const Blob& blob_at(const Track& track, int frame) {
        return track.sights[static_cast<std::size_t>(frame)]->blob;
    }

    static Place predicted(const Track& track, std::size_t frame) {
        const auto [one, two] = latest(track, frame);
        const Blob& now = blob_at(track, one);
        const int ahead = static_cast<int>(frame) - one;
        Place place{now.x, now.y, ahead - 1};
        if (two >= 0 && one - two <= 2) {
            const Blob& before = blob_at(track, two);
            // Who is out of sight for long has stopped or turned.
            const double steps = std::min(ahead, 8) / static_cast<double>(one - two);
            place.x += steps * (now.x - before.x);
            place.y += steps * (now.y - before.y);
        }
        return place;
    }

    static std::optional<double> cost_of(const Track& track, std::size_t frame, const Blob& blob) {
        const Place place = predicted(track, frame);
        const Blob& last = blob_at(track, latest(track, frame)[0]);
        const double radius = std::max(last.radius(), blob.radius());
        const double reach = std::min(kReach + kReachPerFrame * place.unseen, kReachMax);
        // What stopped at once is where it was.
        const double distance = std::min(
            std::hypot(blob.x - place.x, blob.y - place.y),
            std::hypot(blob.x - last.x, blob.y - last.y)
        );
        if (distance > std::max(reach * radius, kReachMinPixels)) {
            return std::nullopt;
        }
        const double cost = distance / radius +
                            kColourCost * static_cast<double>(difference(blob.mean, last.mean)) +
                            kSizeCost * std::abs(std::log(blob.area / last.area));
        return cost < kCostMax ? std::optional(cost) : std::nullopt;
    }

    /// A track without a blob whose place lies in the blob of another shares that blob.
    void mark_merged(
        std::size_t frame,
        std::span<const Blob> blobs,
        const std::vector<bool>& found,
        std::span<const int> owner
    ) {
        for (std::size_t t = 0; t < found.size(); ++t) {
            if (found[t]) {
                continue;
            }
            const Place place = predicted(tracks_[t], frame);
            for (std::size_t b = 0; b < blobs.size(); ++b) {
                const Blob& blob = blobs[b];
                const bool inside = place.x > blob.left && place.x < blob.right &&
                                    place.y > blob.top && place.y < blob.bottom;
                if (owner[b] < 0 || !inside) {
                    continue;
                }
                tracks_[static_cast<std::size_t>(owner[b])].sights[frame]->is_partial = true;
                Blob hidden = blob_at(tracks_[t], latest(tracks_[t], frame)[0]);
                hidden.x = place.x;
                hidden.y = place.y;
                tracks_[t].sights[frame] = Sight{.blob = hidden, .is_partial = true};
                break;
            }
        }
    }

    void note_leaving(Track& track) const {
        const int last = track.last();
        if (last + 1 >= static_cast<int>(frames_)) {
            return;
        }
        const Place next = predicted(track, static_cast<std::size_t>(last) + 1);
        const Blob& blob = blob_at(track, last);
        const double radius = blob.radius();
        const bool outside = next.x < radius || next.y < radius ||
                             next.x > options_.width - radius || next.y > options_.height - radius;
        if (blob.is_at_edge(options_.width, options_.height) || outside) {
            track.left_at = last + 1;
        }
    }

    /// Told things take the tracks of their colour, those that are seen longest first.
    void name_tracks() {
        for (std::size_t i = 0; i < options_.told.size(); ++i) {
            Track* best = nullptr;
            for (Track& track : tracks_) {
                if (track.told < 0 && track.colour() == options_.told[i].colour &&
                    (best == nullptr || track.seen() > best->seen())) {
                    best = &track;
                }
            }
            if (best != nullptr) {
                best->told = static_cast<int>(i);
                best->is_round = options_.told[i].is_round;
            }
        }
        std::ranges::stable_sort(tracks_, [](const Track& one, const Track& other) {
            const auto rank = [](const Track& track) { return track.told < 0 ? 1000 : track.told; };
            return rank(one) < rank(other);
        });
    }

    std::size_t frames_;
    const TrackOptions& options_;
    std::vector<Track> tracks_;
};

}  // namespace

int Track::first() const {
    const auto found =
        std::ranges::find_if(sights, [](const auto& sight) { return sight.has_value(); });
    return found == sights.end() ? -1 : static_cast<int>(found - sights.begin());
}

int Track::last() const {
    for (std::size_t i = sights.size(); i > 0; --i) {
        if (sights[i - 1]) {
            return static_cast<int>(i) - 1;
        }
    }
    return -1;
}

int Track::seen() const {
    return static_cast<int>(std::ranges::count_if(sights, [](const auto& sight) {
        return sight.has_value();
    }));
}

double Track::radius() const {
    for (const bool whole : {true, false}) {
        std::vector<double> radii;
        for (const auto& sight : sights) {
            if (sight && (!whole || !sight->is_partial)) {
                radii.push_back(sight->blob.radius());
            }
        }
        if (!radii.empty()) {
            const auto middle = radii.begin() + static_cast<std::ptrdiff_t>(radii.size() / 2);
            std::ranges::nth_element(radii, middle);
            return *middle;
        }
    }
    return 0.0;
}

std::size_t Track::colour() const {
    std::array<int, kColourCount> votes{};
    for (const auto& sight : sights) {
        if (sight) {
            votes[sight->blob.colour] += sight->is_partial ? 1 : 3;
        }
    }
    return static_cast<std::size_t>(std::ranges::max_element(votes) - votes.begin());
}

std::vector<Track> follow(std::span<const std::vector<Blob>> frames, const TrackOptions& options) {
    Follower follower(frames.size(), options);
    for (std::size_t frame = 0; frame < frames.size(); ++frame) {
        follower.take(frame, frames[frame]);
    }
    return std::move(follower).finish();
}

const Track* track_of(std::span<const Track> tracks, int told) {
    const auto found = std::ranges::find(tracks, told, &Track::told);
    return found == tracks.end() ? nullptr : &*found;
}

}  // namespace hibari::eval
