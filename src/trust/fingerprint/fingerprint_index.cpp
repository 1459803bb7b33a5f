#include "trust/fingerprint/fingerprint_index.h"

#include "trust/fingerprint/picture_match.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

namespace hibari::trust {
namespace {

constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

// As far apart as a picture may be from the nearest view of itself.
constexpr int kNearBits = 84;
// Pictures of a clip that differ less are asked for once.
constexpr int kStillBits = 6;
constexpr std::size_t kNearMostEach = 20'000;
// How many are compared as a whole, and how many of those looked at again.
constexpr std::size_t kCandidatesMax = 40;
constexpr std::size_t kRefinedMax = 3;
constexpr double kWorthRefining = 92.0;
constexpr double kSurely = 34.0;
constexpr std::size_t kMatchesMax = 8;

// Chromaprint's upper bits are those that noise leaves alone longest.
constexpr int kWordShift = 32 - 14;
constexpr int kSoundVotesMin = 3;
constexpr std::size_t kSoundCandidatesMax = 8;
// Two and a half seconds; a word covers two and a half more.
constexpr int kSoundWordsMin = 20;
// Fewer different words are a hum or a pause, which many clips have.
constexpr std::size_t kSoundKindsMin = 8;

std::size_t kinds_of(std::vector<std::uint32_t> words) {
    std::sort(words.begin(), words.end());
    return static_cast<std::size_t>(
        std::distance(words.begin(), std::unique(words.begin(), words.end()))
    );
}

/// The hashes that are looked up.
struct Asked {
    std::vector<FrameHash> hashes;
    std::vector<std::size_t> variants;
};

Asked hashes_to_ask(const ClipQuery& query) {
    Asked asked;
    for (std::size_t variant = 0; variant < query.variants.size(); ++variant) {
        const FrameHash* last = nullptr;
        for (const FrameHash& hash : query.variants[variant].hashes) {
            if (last == nullptr || distance(*last, hash) > kStillBits) {
                asked.hashes.push_back(hash);
                asked.variants.push_back(variant);
                last = &hash;
            }
        }
    }
    return asked;
}

}  // namespace

void FingerprintIndex::add(std::uint32_t item, const ClipFingerprint& fingerprint) {
    remove(item);
    const auto put = [&](const FrameHash& hash, std::size_t view, std::size_t place) {
        table_.add(hash);
        rows_.push_back({item, static_cast<std::uint16_t>(view), static_cast<std::uint16_t>(place)}
        );
    };
    for (std::size_t i = 0; i < fingerprint.frames.size(); ++i) {
        put(fingerprint.frames[i].hash, 0, i);
    }
    for (std::size_t i = 0; i < fingerprint.views.size(); ++i) {
        for (std::size_t view = 1; view < kViewCount; ++view) {
            put(fingerprint.views[i].hashes[view], view, i);
        }
    }
    for (std::size_t i = 0; i < fingerprint.sound.size(); ++i) {
        words_[fingerprint.sound[i] >> kWordShift].push_back({item, static_cast<std::uint32_t>(i)});
    }
    items_.emplace(item, fingerprint);
}

void FingerprintIndex::remove(std::uint32_t item) {
    if (items_.erase(item) == 0) {
        return;
    }
    for (Row& row : rows_) {
        if (row.item == item) {
            row.item = kNobody;
            ++dead_rows_;
        }
    }
    for (auto& [key, places] : words_) {
        std::erase_if(places, [&](const Word& word) { return word.item == item; });
    }
    if (dead_rows_ <= rows_.size() / 2) {
        return;
    }
    FingerprintIndex fresh;
    for (const auto& [id, fingerprint] : items_) {
        fresh.add(id, fingerprint);
    }
    *this = std::move(fresh);
}

std::vector<FingerprintMatch> FingerprintIndex::find_pictures(const ClipQuery& query) const {
    const Asked asked = hashes_to_ask(query);
    // The nearest picture of each hash votes for a clip, seen in one way through one view.
    std::map<std::tuple<std::uint32_t, std::size_t, std::size_t>, std::map<std::uint32_t, int>>
        votes;
    for (const auto& near : table_.find(asked.hashes, kNearBits, kNearMostEach)) {
        const Row& row = rows_[near.row];
        if (row.item != kNobody) {
            int& vote = votes[{row.item, asked.variants[near.asked], row.view}][near.asked];
            vote = std::max(vote, kNearBits + 1 - near.distance);
        }
    }
    using Vote = std::pair<int, std::tuple<std::uint32_t, std::size_t, std::size_t>>;
    std::vector<Vote> order;
    for (const auto& [key, each] : votes) {
        int sum = 0;
        int most = 0;
        for (const auto& [which, vote] : each) {
            sum += vote;
            most = std::max(most, vote);
        }
        // A still clip asks once, so one vote may be all there are.
        order.emplace_back(sum + 4 * most, key);
    }
    const std::size_t count = std::min(order.size(), kCandidatesMax);
    std::partial_sort(
        order.begin(),
        order.begin() + static_cast<std::ptrdiff_t>(count),
        order.end(),
        [](const Vote& a, const Vote& b) { return a.first > b.first; }
    );
    std::map<std::uint32_t, PictureMatch> best;
    for (std::size_t i = 0; i < count; ++i) {
        const auto [item, variant, view] = order[i].second;
        const auto match = align(query, variant, items_.at(item), view);
        if (match && (!best.contains(item) || match->bits < best[item].bits)) {
            best[item] = *match;
        }
    }
    std::vector<std::pair<double, std::uint32_t>> ranked;
    for (const auto& [item, match] : best) {
        ranked.emplace_back(match.bits, item);
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<FingerprintMatch> found;
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        PictureMatch match = best[ranked[i].second];
        if (i < kRefinedMax && match.bits > kSurely && match.bits <= kWorthRefining) {
            match = refine(query, items_.at(ranked[i].second), match);
        }
        if (match.bits <= kPictureBitsMax) {
            found.push_back(
                {.item = ranked[i].second,
                 .picture_bits = match.bits,
                 .pictures = match.pictures,
                 .view = match.view,
                 .is_mirrored = query.variants[match.variant].is_mirrored,
                 .sound = {},
                 .starts_at_s = static_cast<double>(match.starts_at_ms) / 1'000.0}
            );
        }
    }
    return found;
}

std::vector<FingerprintMatch> FingerprintIndex::find_sounds(const ClipQuery& query) const {
    std::vector<FingerprintMatch> found;
    if (kinds_of(query.sound) < kSoundKindsMin) {
        return found;
    }
    std::map<std::pair<std::uint32_t, std::int64_t>, int> votes;
    for (std::size_t i = 0; i < query.sound.size(); ++i) {
        const auto heard = words_.find(query.sound[i] >> kWordShift);
        if (heard == words_.end()) {
            continue;
        }
        for (const Word& word : heard->second) {
            ++votes[{
                word.item, static_cast<std::int64_t>(word.place) - static_cast<std::int64_t>(i)
            }];
        }
    }
    std::vector<std::pair<int, std::uint32_t>> order;
    for (const auto& [key, vote] : votes) {
        if (vote >= kSoundVotesMin) {
            order.emplace_back(-vote, key.first);
        }
    }
    std::sort(order.begin(), order.end());
    for (const auto& [vote, item] : order) {
        const bool is_seen = std::any_of(found.begin(), found.end(), [&](const auto& match) {
            return match.item == item;
        });
        if (is_seen || found.size() == kSoundCandidatesMax) {
            continue;
        }
        const ClipFingerprint& kept = items_.at(item);
        const SoundMatch match = match_sound(kept.sound, query.sound, kSoundWordsMin);
        if (match.score >= kSoundScoreMin && kinds_of(kept.sound) >= kSoundKindsMin) {
            found.push_back(
                {.item = item,
                 .picture_bits = {},
                 .sound = match.score,
                 .starts_at_s = match.offset_s}
            );
        }
    }
    return found;
}

std::vector<FingerprintMatch> FingerprintIndex::find(const ClipQuery& query) const {
    std::vector<FingerprintMatch> found = find_pictures(query);
    for (const FingerprintMatch& heard : find_sounds(query)) {
        const auto seen = std::find_if(found.begin(), found.end(), [&](const auto& match) {
            return match.item == heard.item;
        });
        if (seen != found.end()) {
            seen->sound = heard.sound;
        } else {
            found.push_back(heard);
        }
    }
    const auto rank = [](const FingerprintMatch& match) {
        return match.sound.value_or(0.0) * kPictureBitsMax -
               match.picture_bits.value_or(kPictureBitsMax);
    };
    std::stable_sort(found.begin(), found.end(), [&](const auto& a, const auto& b) {
        return rank(a) > rank(b);
    });
    if (found.size() > kMatchesMax) {
        found.resize(kMatchesMax);
    }
    return found;
}

}  // namespace hibari::trust
