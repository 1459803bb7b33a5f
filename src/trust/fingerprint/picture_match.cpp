#include "trust/fingerprint/picture_match.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <span>

namespace hibari::trust {
namespace {

// Pictures so far apart in time still show the same: half of the time between samples, and a frame.
constexpr std::int64_t kApart_ms = kSampleEvery_ms / 2 + 45;
// Shifts that are tried, those first for which most pictures are near.
constexpr std::size_t kShiftsMax = 6;
constexpr std::int64_t kShiftStep_ms = 125;
constexpr int kNearBits = 90;
// One picture alike proves little.
constexpr int kPicturesMin = 2;

// What is enough to tell whether another window fits better.
constexpr std::size_t kPairsMax = 4;
constexpr std::array kEdgeSteps = {0.04, 0.02};

/// A hash of the registered clip and when it was shown.
struct Kept {
    std::int64_t time_ms = 0;
    const FrameHash* hash = nullptr;
};

std::vector<Kept> kept_hashes(const ClipFingerprint& kept, std::size_t view) {
    std::vector<Kept> all;
    if (view == 0) {
        for (const auto& frame : kept.frames) {
            all.push_back({frame.time_ms, &frame.hash});
        }
    } else {
        for (const auto& views : kept.views) {
            all.push_back({views.time_ms, &views.hashes[view]});
        }
    }
    return all;
}

// Shifts by which many pictures come to lie on ones that are near, the best first.
std::vector<std::int64_t> likely_shifts(
    const ClipQuery& query, const ClipQuery::Variant& variant, std::span<const Kept> kept
) {
    std::map<std::int64_t, int> votes;
    for (std::size_t i = 0; i < query.pictures.size(); ++i) {
        for (const Kept& one : kept) {
            const int bits = distance(variant.hashes[i], *one.hash);
            if (bits <= kNearBits) {
                const std::int64_t shift = one.time_ms - query.pictures[i].time_ms;
                const std::int64_t rounded =
                    (shift + (shift >= 0 ? kShiftStep_ms / 2 : -kShiftStep_ms / 2)) /
                    kShiftStep_ms * kShiftStep_ms;
                votes[rounded] += kNearBits + 1 - bits;
            }
        }
    }
    std::vector<std::pair<int, std::int64_t>> order;
    for (const auto& [shift, vote] : votes) {
        order.emplace_back(-vote, shift);
    }
    std::sort(order.begin(), order.end());
    std::vector<std::int64_t> shifts;
    for (std::size_t i = 0; i < std::min(order.size(), kShiftsMax); ++i) {
        shifts.push_back(order[i].second);
    }
    return shifts;
}

/// A picture of the query and a hash that it should have.
struct Pair {
    std::size_t picture = 0;
    const FrameHash* hash = nullptr;
    int bits = 0;
};

// Each kept hash within the clip, with the picture near in time that is most alike.
std::vector<Pair> pairs_at(
    const ClipQuery& query,
    const ClipQuery::Variant& variant,
    std::span<const Kept> kept,
    std::int64_t shift
) {
    std::vector<Pair> pairs;
    for (const Kept& one : kept) {
        Pair best{.picture = 0, .hash = one.hash, .bits = kHashBits + 1};
        for (std::size_t i = 0; i < query.pictures.size(); ++i) {
            if (std::abs(query.pictures[i].time_ms + shift - one.time_ms) <= kApart_ms) {
                const int bits = distance(variant.hashes[i], *one.hash);
                if (bits < best.bits) {
                    best.picture = i;
                    best.bits = bits;
                }
            }
        }
        if (best.bits <= kHashBits) {
            pairs.push_back(best);
        }
    }
    return pairs;
}

double mean_bits(std::span<const Pair> pairs) {
    double sum = 0.0;
    for (const Pair& pair : pairs) {
        sum += pair.bits;
    }
    return sum / static_cast<double>(pairs.size());
}

// `inner` is meant within `outer`.
Window compose(const Window& outer, const Window& inner) {
    return {
        .x = outer.x + inner.x * outer.width,
        .y = outer.y + inner.y * outer.height,
        .width = inner.width * outer.width,
        .height = inner.height * outer.height,
        .turned_deg = inner.turned_deg,
    };
}

Window mirrored(Window window) {
    window.x = 1.0 - window.x - window.width;
    window.turned_deg = -window.turned_deg;
    return window;
}

/// The clip seen through any window, against what was kept of one view.
class Fitting {
  public:
    Fitting(const ClipQuery& query, const ClipFingerprint& kept, const PictureMatch& match)
        : query_(query), variant_(query.variants[match.variant]), kept_(kept), match_(match) {}

    // Pairs through that view, not more than can be looked at again.
    std::vector<Pair> pairs_through(std::size_t view) const {
        std::vector<Kept> hashes;
        for (const auto& views : kept_.views) {
            hashes.push_back({views.time_ms, &views.hashes[view]});
        }
        const auto all = pairs_at(query_, variant_, hashes, match_.starts_at_ms);
        std::vector<Pair> some;
        const std::size_t count = std::min(all.size(), kPairsMax);
        for (std::size_t i = 0; i < count; ++i) {
            some.push_back(all[i * all.size() / count]);
        }
        return some;
    }

    // `window` as if the picture were not mirrored.
    double bits(const Window& window, std::span<const Pair> pairs) const {
        const Window seen = variant_.is_mirrored ? mirrored(window) : window;
        const Window outer = variant_.is_without_bars ? query_.content : Window{};
        double sum = 0.0;
        for (const Pair& pair : pairs) {
            const HashBlock block =
                hash_view(query_.pictures[pair.picture].luma, compose(outer, seen));
            const FrameHash hash =
                (variant_.is_mirrored ? mirrored_hash_of(block) : hash_of(block)).hash;
            sum += distance(hash, *pair.hash);
        }
        return sum / static_cast<double>(pairs.size());
    }

    // Moves one edge after the other, and turns, for as long as that helps.
    double fit(Window window, double best, std::span<const Pair> pairs) const {
        for (const double step : kEdgeSteps) {
            for (const auto& change : changes(step)) {
                for (const double sign : {1.0, -1.0}) {
                    Window next = window;
                    next.x += sign * change.x;
                    next.y += sign * change.y;
                    next.width += sign * change.width;
                    next.height += sign * change.height;
                    next.turned_deg += sign * change.turned_deg;
                    const double here = bits(next, pairs);
                    if (here < best) {
                        best = here;
                        window = next;
                        break;
                    }
                }
            }
        }
        return best;
    }

  private:
    static std::array<Window, 5> changes(double step) {
        const auto change = [](double x, double y, double width, double height, double turned_deg) {
            return Window{x, y, width, height, turned_deg};
        };
        constexpr double kTurn_deg = 50.0;
        return {
            change(step, 0.0, -step, 0.0, 0.0),
            change(0.0, 0.0, -step, 0.0, 0.0),
            change(0.0, step, 0.0, -step, 0.0),
            change(0.0, 0.0, 0.0, -step, 0.0),
            change(0.0, 0.0, 0.0, 0.0, kTurn_deg * step),
        };
    }

    const ClipQuery& query_;
    const ClipQuery::Variant& variant_;
    const ClipFingerprint& kept_;
    PictureMatch match_;
};

}  // namespace

std::optional<PictureMatch> align(
    const ClipQuery& query, std::size_t variant, const ClipFingerprint& kept, std::size_t view
) {
    const ClipQuery::Variant& seen = query.variants[variant];
    const std::vector<Kept> hashes = kept_hashes(kept, view);
    // A clip of two seconds was looked at through its views once.
    const int pictures_min = std::min(
        {kPicturesMin, static_cast<int>(hashes.size()), static_cast<int>(query.pictures.size())}
    );
    std::optional<PictureMatch> best;
    for (const std::int64_t shift : likely_shifts(query, seen, hashes)) {
        const auto pairs = pairs_at(query, seen, hashes, shift);
        const auto count = static_cast<int>(pairs.size());
        if (count == 0 || count < pictures_min) {
            continue;
        }
        const double bits = mean_bits(pairs);
        // Of shifts that fit alike, as those of a picture that stands still, the longest overlap.
        constexpr double kAlike = 1.0;
        if (!best || bits < best->bits - kAlike ||
            (bits <= best->bits + kAlike && count > best->pictures)) {
            best = PictureMatch{
                .bits = bits,
                .pictures = count,
                .variant = variant,
                .view = view,
                .starts_at_ms = shift,
            };
        }
    }
    return best;
}

PictureMatch refine(
    const ClipQuery& query, const ClipFingerprint& kept, const PictureMatch& match
) {
    const Fitting fitting(query, kept, match);
    PictureMatch best = match;
    const auto take = [&](double bits, std::size_t view, std::size_t pictures) {
        if (bits < best.bits) {
            best.bits = bits;
            best.view = view;
            best.pictures = static_cast<int>(pictures);
        }
    };
    if (match.view == 0) {
        // Nothing was cut off, so something may lie over it.
        for (std::size_t view = 1; view < kViewCount; ++view) {
            const Window& window = views()[view];
            const auto pairs = fitting.pairs_through(view);
            if (!pairs.empty() && window.turned_deg == 0.0) {
                take(fitting.bits(window, pairs), view, pairs.size());
            }
        }
    }
    const auto pairs = fitting.pairs_through(match.view);
    if (!pairs.empty()) {
        take(fitting.fit({}, fitting.bits({}, pairs), pairs), match.view, pairs.size());
    }
    return best;
}

}  // namespace hibari::trust
