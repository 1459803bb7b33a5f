#include "eval/measure.h"

#include "base/check.h"
#include "eval/onsets.h"
#include "media/audio_buffer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>

namespace hibari::eval {
namespace {

using world::tap::ToldThing;

constexpr double kGravityTolerance = 0.10;
constexpr double kGoodFit = 0.99;
/// Cameras that look down more steeply see no falls.
constexpr double kSlopeMax = 1.5;
/// Slower falls have too few pixels for a coefficient, in pixels per frame.
constexpr double kBounceMin = 2.0;
/// What the tracker may add to a bounce.
constexpr double kEnergySlack = 1.03;
constexpr double kSameBend = 0.6;   ///< of two flights of one thing
constexpr double kUpwardMin = 1.5;  ///< of a first flight, in pixels per frame
/// Share of the frames that a thing must be there in.
constexpr double kSurvives = 0.9;
constexpr double kPersistent = 0.25;  ///< share of the clip that makes an unknown track a thing
constexpr double kSpeck = 0.4;        ///< of the smallest told thing's radius
constexpr double kSinksIn = 0.3;      ///< share of the smaller one that is lost at a contact
constexpr double kMoves = 0.5;        ///< radii
constexpr double kGrows = 1.10;
constexpr double kSizeRatio = 1.5;
constexpr double kToppled = 1.25;  ///< change of width against height

/// Television may be this much early or late before it is noticed (ITU-R BT.1359).
constexpr double kEarly_s = 0.045;
constexpr double kLate_s = 0.125;
constexpr double kNear_s = 0.250;
/// What touches more softly than this is not expected to be heard, in pixels per frame.
constexpr double kHeardJump = 1.5;
constexpr double kExpectedSpeed_mps = 0.8;
constexpr double kSameImpact_s = 0.100;

bool is_expected_to_move(const ToldThing& thing) {
    return thing.deed != "stay";
}

bool is_round(const ToldThing& thing) {
    return thing.kind == "ball";
}

/// A ball that air does not hold up: one of foam soon falls no faster.
bool shows_gravity(const ToldThing& thing) {
    return is_round(thing) && thing.material != "foam";
}

double median_of(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// Sights of a track, in order.
std::vector<const Sight*> sights_of(const Track& track, bool whole) {
    std::vector<const Sight*> out;
    for (const auto& sight : track.sights) {
        if (sight && (!whole || !sight->is_partial)) {
            out.push_back(&*sight);
        }
    }
    return out;
}

double shape_of(const Blob& blob) {
    return (blob.right - blob.left) / (blob.bottom - blob.top);
}

class Measurer {
  public:
    Measurer(const Case& told, const media::MemoryClip& clip, const MeasureOptions& options)
        : told_(told), clip_(clip), options_(options), fps_(clip.format.fps) {}

    Result<ClipMeasures> measure() {
        SegmentOptions segmenting{.stop = options_.stop};
        TrackOptions tracking{.width = clip_.format.size.width, .height = clip_.format.size.height};
        for (const CaseObject& object : told_.objects) {
            segmenting.told_colours.push_back(object.colour);
            tracking.told.push_back({object.colour, is_round(thing_of(object))});
            if (thing_of(object).kind == "cone") {
                segmenting.striped_colours.push_back(object.colour);
            }
        }
        const auto blobs = HIBARI_TRY(find_blobs(clip_.frames, segmenting));
        out_.tracks = follow(blobs, tracking);
        name_by_place();
        drop_specks();
        motions_ = motions_of(out_.tracks, tracking.width, tracking.height);
        impacts_ = impacts_of(motions_);
        onsets_ = onsets_of(clip_.audio);
        for (std::size_t i = 0; i < told_.objects.size(); ++i) {
            own_.push_back(motion_of(static_cast<int>(i)));
        }
        measure_flights();
        measure_energy();
        measure_restitution();
        measure_permanence();
        measure_prompt();
        measure_penetration();
        measure_sync();
        if (options_.scale == Scale::kTrue) {
            measure_tracker();
        }
        out_.features = features_of(clip_);
        out_.details = describe();
        return std::move(out_);
    }

  private:
    const ToldThing& thing_of(const CaseObject& object) const {
        return told_.told.things[static_cast<std::size_t>(object.thing)];
    }

    void add(Metric metric, double value) { out_.samples.add(metric, value); }

    void add(Metric metric, bool holds) { out_.samples.add(metric, holds); }

    /// Index of the motion of a told object; -1 none.
    int motion_of(int object) const {
        for (std::size_t i = 0; i < motions_.size(); ++i) {
            if (motions_[i].track->told == object) {
                return static_cast<int>(i);
            }
        }
        return -1;
    }

    const Motion* own(std::size_t object) const {
        return own_[object] < 0 ? nullptr : &motions_[static_cast<std::size_t>(own_[object])];
    }

    /// In the simulator's own clip it is known which track is which object where several have one
    /// colour: the nearest.
    void name_by_place() {
        if (options_.scale != Scale::kTrue) {
            return;
        }

        struct Pair {
            double distance;
            std::size_t track;
            std::size_t object;
        };

        std::vector<Pair> pairs;
        for (std::size_t t = 0; t < out_.tracks.size(); ++t) {
            out_.tracks[t].told = -1;
            out_.tracks[t].is_round = false;
            for (std::size_t o = 0; o < told_.objects.size(); ++o) {
                if (const auto distance = distance_to_truth(out_.tracks[t], o)) {
                    pairs.push_back({*distance, t, o});
                }
            }
        }
        std::ranges::stable_sort(pairs, {}, &Pair::distance);
        for (const Pair& pair : pairs) {
            const bool near = pair.distance < 2.0 * out_.tracks[pair.track].radius();
            if (near && out_.tracks[pair.track].told < 0 &&
                track_of(out_.tracks, static_cast<int>(pair.object)) == nullptr) {
                out_.tracks[pair.track].told = static_cast<int>(pair.object);
                out_.tracks[pair.track].is_round = is_round(thing_of(told_.objects[pair.object]));
            }
        }
    }

    /// What is far smaller than anything that was taken for a told thing is a speck of light or
    /// dirt, which nothing bounces off.
    void drop_specks() {
        double smallest = 0.0;
        for (const Track& track : out_.tracks) {
            if (track.told >= 0 && (smallest == 0.0 || track.radius() < smallest)) {
                smallest = track.radius();
            }
        }
        std::erase_if(out_.tracks, [smallest](const Track& track) {
            return track.told < 0 && track.radius() < kSpeck * smallest;
        });
    }

    /// Median over frames, in pixels.
    std::optional<double> distance_to_truth(const Track& track, std::size_t object) const {
        std::vector<double> distances;
        for (std::size_t f = 0; f < track.sights.size(); ++f) {
            if (!track.sights[f] || track.sights[f]->is_partial || object >= told_.places.size() ||
                f >= told_.places[object].size()) {
                continue;
            }
            const TruePlace& place = told_.places[object][f];
            distances.push_back(std::hypot(
                track.sights[f]->blob.x - place.x * clip_.format.size.width,
                track.sights[f]->blob.y - place.y * clip_.format.size.height
            ));
        }
        return distances.empty() ? std::nullopt : std::optional(median_of(distances));
    }

    void measure_flights() {
        std::vector<double> accelerations;
        for (std::size_t i = 0; i < told_.objects.size(); ++i) {
            const CaseObject& object = told_.objects[i];
            if (!falls(thing_of(object))) {
                continue;
            }
            const Motion* motion = own(i);
            bool found = false;
            for (const Piece& piece : motion == nullptr ? std::vector<Piece>{} : motion->pieces) {
                if (!motion->is_flight(piece)) {
                    continue;
                }
                found = true;
                add(Metric::kFlightFits, piece.r_squared > kGoodFit);
                const double acceleration = 2.0 * piece.y[2] * fps_ * fps_;
                if (shows_gravity(thing_of(object))) {
                    const double whole = acceleration * std::hypot(1.0, slope_of(*motion));
                    accelerations.push_back(whole / motion->radius);
                    measure_gravity(object, *motion, whole);
                }
            }
            if (!found) {
                add(Metric::kFlightFits, false);
                if (shows_gravity(thing_of(object))) {
                    add(Metric::kGravityFits, false);
                }
            }
        }
        if (accelerations.size() >= 2) {
            const double count = static_cast<double>(accelerations.size());
            const double mean =
                std::accumulate(accelerations.begin(), accelerations.end(), 0.0) / count;
            double squares = 0.0;
            for (const double each : accelerations) {
                squares += (each - mean) * (each - mean);
            }
            add(Metric::kGravitySpread, 100.0 * std::sqrt(squares / count) / mean);
        }
    }

    /// From the flight of a motion that leads furthest.
    double slope_of(const Motion& motion) const {
        const double focal_px = 0.5 * clip_.format.size.height / std::tan(0.5 * told_.fov_y_rad);
        double furthest = 0.0;
        double slope = 0.0;
        for (const Piece& piece : motion.pieces) {
            const double from = motion.points[piece.first].y;
            const double way = std::abs(motion.points[piece.last].y - from);
            if (motion.is_flight(piece) && way > furthest) {
                furthest = way;
                slope = depth_slope(motion, piece, focal_px);
            }
        }
        return std::clamp(slope, 0.0, kSlopeMax);
    }

    /// `acceleration` in pixels per second squared. A ball is its own ruler: its radius is known.
    void measure_gravity(const CaseObject& object, const Motion& motion, double acceleration) {
        const double per_metre = acceleration / (told_.gravity_mps2 * motion.radius);
        const bool exact = options_.scale == Scale::kTrue;
        const double low = per_metre * (exact ? object.radius_m : object.radius_min_m);
        const double high = per_metre * (exact ? object.radius_m : object.radius_max_m);
        add(Metric::kGravityFits, high > 1.0 - kGravityTolerance && low < 1.0 + kGravityTolerance);
        add(Metric::kGravityRatio, 0.5 * (low + high));
    }

    void measure_energy() {
        for (std::size_t i = 0; i < told_.objects.size(); ++i) {
            const Motion* motion = own(i);
            if (motion == nullptr || !falls(thing_of(told_.objects[i]))) {
                continue;
            }
            bool is_first = true;
            for (std::size_t p = 0; p < motion->pieces.size(); ++p) {
                const Piece& piece = motion->pieces[p];
                if (!motion->is_flight(piece)) {
                    continue;
                }
                const double start = motion->points[piece.first].frame;
                bool from_nowhere = is_first && piece.y_speed(start) < -kUpwardMin;
                is_first = false;
                for (const Impact& impact : impacts_) {
                    const bool begins_it =
                        impact.motion == own_[i] && impact.kink.before + 1 == p && impact.other < 0;
                    if (!begins_it || impact.kink.vy_before < kBounceMin) {
                        continue;
                    }
                    const double e = -impact.kink.vy_after / impact.kink.vy_before;
                    from_nowhere = from_nowhere || e > kEnergySlack;
                }
                add(Metric::kEnergyViolations, from_nowhere);
            }
        }
    }

    /// Of balls on the floor. What follows a flight may be too low to be one, but it must bend as
    /// the flight did: the same gravity made both.
    void measure_restitution() {
        for (std::size_t i = 0; i < told_.objects.size(); ++i) {
            const ToldThing& thing = thing_of(told_.objects[i]);
            const Motion* motion = own(i);
            if (motion == nullptr || !falls(thing) || !is_round(thing)) {
                continue;
            }
            for (const Impact& impact : impacts_) {
                if (impact.motion != own_[i] || impact.other >= 0 ||
                    impact.kink.vy_before < kBounceMin) {
                    continue;
                }
                const Piece& before = motion->pieces[impact.kink.before];
                const Piece& after = motion->pieces[impact.kink.before + 1];
                const double same = after.y[2] / before.y[2];
                if (!motion->is_flight(before) || same < kSameBend || same > 1.0 / kSameBend) {
                    continue;
                }
                const double e = -impact.kink.vy_after / impact.kink.vy_before;
                add(Metric::kRestitutionError, std::abs(e - told_.objects[i].restitution));
                add(Metric::kRestitutionBelowOne, e <= kEnergySlack);
            }
        }
    }

    bool is_thing(const Track& track) const {
        // What is at the edge all the time belongs to the place.
        const auto whole = sights_of(track, true).size();
        const bool is_scenery =
            track.told < 0 && whole * 5 < static_cast<std::size_t>(track.seen());
        return !is_scenery &&
               track.seen() >= kPersistent * static_cast<double>(clip_.frames.size());
    }

    void measure_permanence() {
        const auto frames = static_cast<int>(clip_.frames.size());
        bool jumps = false;
        bool follows = false;
        bool vanishes = false;
        for (std::size_t i = 0; i < told_.objects.size(); ++i) {
            const Motion* motion = own(i);
            if (motion == nullptr) {
                add(Metric::kSurvival, false);
                vanishes = true;
                continue;
            }
            follows = true;
            const Track& track = *motion->track;
            const int end = track.left_at >= 0 ? track.left_at : frames;
            const bool survives = track.seen() >= kSurvives * end;
            add(Metric::kSurvival, survives);
            vanishes = vanishes || !survives;
            jumps = jumps || !teleports_of(*motion, impacts_, own_[i]).empty();
            measure_drift(track);
        }
        const auto things = static_cast<std::size_t>(
            std::ranges::count_if(out_.tracks, [&](const Track& track) { return is_thing(track); })
        );
        if (follows) {
            add(Metric::kTeleports, jumps);
        }
        add(Metric::kCountExact, things == told_.objects.size());
        add(Metric::kVanishedOrDoubled, vanishes || things > told_.objects.size());
    }

    void measure_drift(const Track& track) {
        const auto sights = sights_of(track, true);
        const std::size_t quarter = sights.size() / 4;
        if (quarter < 2) {
            return;
        }
        const auto mean = [&](std::size_t first) {
            Lab sum;
            for (std::size_t i = first; i < first + quarter; ++i) {
                sum.l += sights[i]->blob.mean.l / static_cast<float>(quarter);
                sum.a += sights[i]->blob.mean.a / static_cast<float>(quarter);
                sum.b += sights[i]->blob.mean.b / static_cast<float>(quarter);
            }
            return sum;
        };
        add(Metric::kColourDrift,
            static_cast<double>(difference(mean(0), mean(sights.size() - quarter))));
    }

    void measure_prompt() {
        bool should_move = false;
        bool moves = false;
        for (std::size_t i = 0; i < told_.objects.size(); ++i) {
            const ToldThing& thing = thing_of(told_.objects[i]);
            const Motion* motion = own(i);
            add(Metric::kColourTold,
                motion != nullptr && motion->track->colour() == told_.objects[i].colour);
            const bool is_victim = thing.deed == "stay" && is_target(told_.objects[i].thing);
            if (!is_victim) {
                const std::string_view seen =
                    motion == nullptr
                        ? std::string_view()
                        : read_deed(motions_, impacts_, static_cast<std::size_t>(own_[i]));
                const std::string_view wanted = deed_class(thing);
                // Who drops may land on something.
                add(Metric::kDeedTold, seen == wanted || (wanted == "fall" && seen == "fall_on"));
            }
            if (!thing.direction.empty()) {
                add(Metric::kDirectionTold, motion != nullptr && goes(*motion, thing.direction));
            }
            if (is_expected_to_move(thing)) {
                should_move = true;
                moves = moves || (motion != nullptr && is_moving(*motion));
            }
        }
        if (should_move) {
            add(Metric::kFrozen, !moves);
        }
        measure_sizes();
        measure_outcomes();
    }

    bool is_target(int thing) const {
        return std::ranges::any_of(told_.told.things, [thing](const ToldThing& other) {
            return other.target == thing && other.relation.empty();
        });
    }

    static double growth_of(const Motion& motion) {
        const auto sights = sights_of(*motion.track, false);
        return sights.back()->blob.radius() / sights.front()->blob.radius();
    }

    static bool is_moving(const Motion& motion) {
        const auto sights = sights_of(*motion.track, false);
        const Blob& first = sights.front()->blob;
        double furthest = 0.0;
        for (const Sight* sight : sights) {
            furthest =
                std::max(furthest, std::hypot(sight->blob.x - first.x, sight->blob.y - first.y));
        }
        const double growth = growth_of(motion);
        return furthest > kMoves * motion.radius || growth > kGrows || growth < 1.0 / kGrows;
    }

    static bool goes(const Motion& motion, std::string_view direction) {
        const auto sights = sights_of(*motion.track, false);
        const double way = (sights.back()->blob.x - sights.front()->blob.x) / motion.radius;
        const double growth = growth_of(motion);
        return direction == "left"      ? way < -kMoves
               : direction == "right"   ? way > kMoves
               : direction == "towards" ? growth > kGrows
                                        : growth < 1.0 / kGrows;
    }

    void measure_sizes() {
        for (std::size_t i = 0; i < told_.objects.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                const CaseObject& one = told_.objects[i];
                const CaseObject& other = told_.objects[j];
                const double ratio = one.radius_m / other.radius_m;
                const bool words_differ = thing_of(one).size != thing_of(other).size;
                if (!words_differ || std::max(ratio, 1.0 / ratio) < kSizeRatio) {
                    continue;
                }
                const bool right = own(i) != nullptr && own(j) != nullptr &&
                                   (own(i)->radius > own(j)->radius) == (ratio > 1.0);
                add(Metric::kSizeOrder, right);
            }
        }
    }

    /// Whether any object of one thing is seen to meet any of the other.
    bool meet(int one, int other) const {
        const auto is_of = [&](int motion, int thing) {
            const int object =
                motion < 0 ? -1 : motions_[static_cast<std::size_t>(motion)].track->told;
            return object >= 0 && told_.objects[static_cast<std::size_t>(object)].thing == thing;
        };
        return std::ranges::any_of(impacts_, [&](const Impact& impact) {
            return (is_of(impact.motion, one) && is_of(impact.other, other)) ||
                   (is_of(impact.motion, other) && is_of(impact.other, one));
        });
    }

    void measure_outcomes() {
        for (std::size_t t = 0; t < told_.told.things.size(); ++t) {
            const ToldThing& thing = told_.told.things[t];
            if (thing.target < 0 || thing.outcome.empty()) {
                continue;
            }
            bool both = true;
            for (std::size_t i = 0; i < told_.objects.size(); ++i) {
                const int own_thing = told_.objects[i].thing;
                const bool is_part = own_thing == static_cast<int>(t) || own_thing == thing.target;
                both = both && (!is_part || own(i) != nullptr);
            }
            const bool met = meet(static_cast<int>(t), thing.target);
            add(Metric::kOutcomeTold, both && met == (thing.outcome == "success"));
        }
    }

    void measure_penetration() {
        for (const Impact& impact : impacts_) {
            if (impact.other < 0) {
                continue;
            }
            const Track& one = *motions_[static_cast<std::size_t>(impact.motion)].track;
            const Track& other = *motions_[static_cast<std::size_t>(impact.other)].track;
            if (one.told >= 0 && other.told >= 0) {
                const Track& smaller = one.radius() < other.radius() ? one : other;
                add(Metric::kPenetration, lost_at(smaller, impact.t) > kSinksIn);
            }
        }
    }

    /// Impacts loud enough to be heard, told apart.
    std::vector<const Impact*> audible() const {
        std::vector<const Impact*> out;
        for (const Impact& impact : impacts_) {
            if (impact.jump > kHeardJump &&
                (out.empty() || (impact.t - out.back()->t) / fps_ > kSameImpact_s)) {
                out.push_back(&impact);
            }
        }
        return out;
    }

    void measure_sync() {
        std::vector<double> impulses;
        std::vector<double> levels;
        const auto heard = audible();
        for (const Impact* impact : heard) {
            const double time_s = impact->t / fps_;
            const Onset* nearest = nullptr;
            for (const Onset& onset : onsets_) {
                if (nearest == nullptr ||
                    std::abs(onset.time_s - time_s) < std::abs(nearest->time_s - time_s)) {
                    nearest = &onset;
                }
            }
            const double late_s = nearest == nullptr ? 1e9 : nearest->time_s - time_s;
            if (std::abs(late_s) < kNear_s) {
                add(Metric::kSyncOffset, 1000.0 * late_s);
                add(Metric::kSyncDistance, 1000.0 * std::abs(late_s));
                impulses.push_back(impact->jump * std::pow(impact->size, 3.0));
                levels.push_back(nearest->strength_db);
            }
            add(Metric::kSyncRecall, late_s >= -kEarly_s && late_s <= kLate_s);
            add(Metric::kSyncRecallStrict, std::abs(late_s) <= kEarly_s);
        }
        const bool expects = std::ranges::any_of(told_.impacts, [](const TrueImpact& impact) {
            return impact.speed_mps > kExpectedSpeed_mps;
        });
        if (heard.empty() && expects) {
            add(Metric::kSyncRecall, false);
            add(Metric::kSyncRecallStrict, false);
        }
        for (const Onset& onset : onsets_) {
            add(Metric::kSyncPrecision, std::ranges::any_of(impacts_, [&](const Impact& impact) {
                    const double late_s = onset.time_s - impact.t / fps_;
                    return late_s >= -kEarly_s && late_s <= kLate_s;
                }));
        }
        if (const auto correlation = rank_correlation(impulses, levels)) {
            add(Metric::kLoudness, *correlation);
        }
    }

    void measure_tracker() {
        for (std::size_t i = 0; i < told_.objects.size(); ++i) {
            if (own(i) == nullptr) {
                continue;
            }
            if (const auto distance = distance_to_truth(*own(i)->track, i)) {
                add(Metric::kTrackerPlaceAll, *distance);
                if (is_round(thing_of(told_.objects[i]))) {
                    add(Metric::kTrackerPlace, *distance);
                }
            }
        }
        double last_s = -1.0;
        for (const TrueImpact& truth : told_.impacts) {
            if (truth.speed_mps < kExpectedSpeed_mps || truth.time_s - last_s < kSameImpact_s) {
                continue;
            }
            last_s = truth.time_s;
            double nearest_s = 1e9;
            for (const Impact& impact : impacts_) {
                const double error_s = impact.t / fps_ - truth.time_s;
                if (std::abs(error_s) < std::abs(nearest_s)) {
                    nearest_s = error_s;
                }
            }
            const bool found = std::abs(nearest_s) < kSameImpact_s;
            add(Metric::kTrackerImpactsFound, found);
            if (found) {
                add(Metric::kTrackerImpactTime, 1000.0 * std::abs(nearest_s));
            }
        }
    }

    Json describe() const {
        Json tracks = Json::array();
        for (std::size_t i = 0; i < motions_.size(); ++i) {
            const Track& track = *motions_[i].track;
            Json flights = Json::array();
            for (const Piece& piece : motions_[i].pieces) {
                if (motions_[i].is_flight(piece)) {
                    flights.push_back(Json::object({
                        {"from_s", motions_[i].points[piece.first].frame / fps_},
                        {"to_s", motions_[i].points[piece.last].frame / fps_},
                        {"acceleration_px_s2", 2.0 * piece.y[2] * fps_ * fps_},
                        {"r_squared", piece.r_squared},
                    }));
                }
            }
            tracks.push_back(Json::object({
                {"told", track.told},
                {"colour", colour_names()[track.colour()]},
                {"radius_px", motions_[i].radius},
                {"first_frame", track.first()},
                {"seen_frames", track.seen()},
                {"left_at", track.left_at},
                {"noise_px", motions_[i].noise_px},
                {"deed", read_deed(motions_, impacts_, i)},
                {"flights", std::move(flights)},
            }));
        }
        Json impacts = Json::array();
        for (const Impact& impact : impacts_) {
            impacts.push_back(Json::object({
                {"time_s", impact.t / fps_},
                {"track", impact.motion},
                {"other", impact.other},
                {"jump_px", impact.jump},
            }));
        }
        Json onsets = Json::array();
        for (const Onset& onset : onsets_) {
            onsets.push_back(
                Json::object({{"time_s", onset.time_s}, {"strength_db", onset.strength_db}})
            );
        }
        return Json::object({
            {"tracks", std::move(tracks)},
            {"impacts", std::move(impacts)},
            {"onsets", std::move(onsets)},
        });
    }

    const Case& told_;
    const media::MemoryClip& clip_;
    const MeasureOptions& options_;
    double fps_;
    std::vector<Motion> motions_;
    std::vector<Impact> impacts_;
    std::vector<Onset> onsets_;
    std::vector<int> own_;  ///< motion of each told object, -1 none
    ClipMeasures out_;
};

}  // namespace

Result<ClipMeasures> measure_clip(
    const Case& told, const media::MemoryClip& clip, const MeasureOptions& options
) {
    HIBARI_CHECK(!clip.frames.empty() && clip.format.fps > 0, clip.frames.size());
    return Measurer(told, clip, options).measure();
}

std::string_view read_deed(
    std::span<const Motion> motions, std::span<const Impact> impacts, std::size_t index
) {
    const Motion& motion = motions[index];
    const auto sights = sights_of(*motion.track, false);
    const bool flies = std::ranges::any_of(motion.pieces, [&](const Piece& piece) {
        return motion.is_flight(piece) && piece.y_at(motion.points[piece.last].frame) >
                                              piece.y_at(motion.points[piece.first].frame);
    });
    const bool meets = std::ranges::any_of(impacts, [&](const Impact& impact) {
        return impact.other >= 0 && (impact.motion == static_cast<int>(index) ||
                                     impact.other == static_cast<int>(index));
    });
    if (flies) {
        return meets ? "fall_on" : "fall";
    }
    const Blob& first = sights.front()->blob;
    const Blob& last = sights.back()->blob;
    const double turned = shape_of(last) / shape_of(first);
    const double way = std::hypot(last.x - first.x, last.y - first.y) / motion.radius;
    const double growth = last.radius() / first.radius();
    const bool travels = way > 1.2 || growth > 1.0 + 2.0 * (kGrows - 1.0) ||
                         growth < 1.0 / (1.0 + 2.0 * (kGrows - 1.0));
    if (turned > kToppled && way < 3.0) {
        return "topple";
    }
    if (travels && meets) {
        return "hit";
    }
    return travels ? "travel" : "stay";
}

std::string_view deed_class(const ToldThing& thing) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kClasses{{
        {"drop", "fall"},
        {"bounce", "fall"},
        {"roll", "travel"},
        {"slide", "travel"},
        {"roll_into", "hit"},
        {"slide_into", "hit"},
    }};
    // Told to hit and missing, it travels or falls.
    const bool fails = thing.outcome == "failure";
    if (fails) {
        return thing.deed == "fall_on" ? "fall" : "travel";
    }
    const auto* const found = std::ranges::find(
        kClasses,
        std::string_view(thing.deed),
        &std::pair<std::string_view, std::string_view>::first
    );
    return found != kClasses.end() ? found->second : std::string_view(thing.deed);
}

std::vector<double> features_of(const media::MemoryClip& clip) {
    constexpr std::size_t kColumns = 4;
    constexpr std::size_t kRows = 3;
    constexpr std::size_t kTimes = 8;
    constexpr std::size_t kCells = kColumns * kRows;
    HIBARI_CHECK(!clip.frames.empty());
    const auto width = static_cast<std::size_t>(clip.format.size.width);
    const auto height = static_cast<std::size_t>(clip.format.size.height);
    std::vector<double> means(3 * kCells, 0.0);
    std::vector<double> moving(kCells, 0.0);
    std::vector<double> by_time(kTimes, 0.0);
    std::vector<double> middle_x(kTimes, 0.0);
    std::vector<double> middle_y(kTimes, 0.0);
    std::vector<Lab> before;
    const auto frames = clip.frames.size();
    for (std::size_t f = 0; f < frames; ++f) {
        const std::vector<Lab> labs = to_lab(clip.frames[f].pixels());
        const std::size_t time = f * kTimes / frames;
        for (std::size_t i = 0; i < labs.size(); ++i) {
            const std::size_t x = i % width;
            const std::size_t y = i / width;
            const std::size_t cell = (y * kRows / height) * kColumns + x * kColumns / width;
            means[3 * cell] += static_cast<double>(labs[i].l);
            means[3 * cell + 1] += static_cast<double>(labs[i].a);
            means[3 * cell + 2] += static_cast<double>(labs[i].b);
            if (!before.empty()) {
                const double change = std::abs(static_cast<double>(labs[i].l - before[i].l));
                const double counted = change > 2.0 ? change : 0.0;
                moving[cell] += counted;
                by_time[time] += counted;
                middle_x[time] += counted * static_cast<double>(x) / static_cast<double>(width);
                middle_y[time] += counted * static_cast<double>(y) / static_cast<double>(height);
            }
        }
        before = labs;
    }
    const double pixels = static_cast<double>(width * height);
    const double count = static_cast<double>(frames) * pixels / static_cast<double>(kCells);
    std::vector<double> out;
    for (const double mean : means) {
        out.push_back(mean / count);
    }
    for (const double change : moving) {
        out.push_back(std::log1p(100.0 * change / count));
    }
    for (std::size_t t = 0; t < kTimes; ++t) {
        const double all = by_time[t];
        out.push_back(std::log1p(
            100.0 * all * static_cast<double>(kTimes) / (static_cast<double>(frames) * pixels)
        ));
        out.push_back(all > 0.0 ? middle_x[t] / all : 0.5);
        out.push_back(all > 0.0 ? middle_y[t] / all : 0.5);
    }
    for (std::size_t t = 0; t < kTimes; ++t) {
        const std::size_t first = t * clip.audio.size() / kTimes;
        const std::size_t last = (t + 1) * clip.audio.size() / kTimes;
        double power = 0.0;
        for (std::size_t i = first; i < last; ++i) {
            power += static_cast<double>(clip.audio.left[i] * clip.audio.left[i]);
        }
        out.push_back(
            std::log10(power / static_cast<double>(std::max<std::size_t>(last - first, 1)) + 1e-8)
        );
    }
    return out;
}

}  // namespace hibari::eval
