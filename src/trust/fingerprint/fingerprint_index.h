#pragma once

// Which of many clips a given one was copied from. Pictures of the clip that look like pictures of
// a registered one vote for it; those with the most votes are compared as a whole: seen through one
// window, mirrored or not, and shifted by one span of time, all pictures must be alike. Sound votes
// and is compared in the same manner. What looks alike once does not do so ten times in a row.
//
// Const functions may run in several threads at once; add and remove stand alone.

#include "trust/fingerprint/clip_fingerprint.h"
#include "trust/fingerprint/hash_table.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace hibari::trust {

/// How alike a clip and a registered one are.
struct FingerprintMatch {
    std::uint32_t item = 0;
    /// Mean distance of pictures, in bits of 256; none when no picture was near.
    std::optional<double> picture_bits;
    /// Pictures that were compared.
    int pictures = 0;
    /// Which of views() it is seen through.
    std::size_t view = 0;
    bool is_mirrored = false;
    /// SoundMatch::score; none when no sound was near.
    std::optional<double> sound;
    /// Seconds of the registered clip that went by before the given one begins.
    double starts_at_s = 0.0;

    /// Whether it is a copy beyond doubt. Otherwise it resembles the clip: two clips of one scene
    /// do too.
    bool is_sure() const;
};

/// Nearer than the nearest two different clips of one scene (41 bits) in what was measured.
inline constexpr double kSureBitsMax = 40.0;
/// Farther apart on average, pictures are taken for others.
inline constexpr double kPictureBitsMax = 62.0;
/// Sound that is as near is taken for the same.
inline constexpr double kSoundScoreMin = 0.6;

inline bool FingerprintMatch::is_sure() const {
    return picture_bits && *picture_bits <= kSureBitsMax;
}

class FingerprintIndex {
  public:
    /// An item that is there already is replaced.
    void add(std::uint32_t item, const ClipFingerprint& fingerprint);

    void remove(std::uint32_t item);

    bool has(std::uint32_t item) const { return items_.contains(item); }

    /// Hashes of pictures, those of removed items included until enough of them gathered.
    std::size_t hash_count() const { return table_.size(); }

    std::size_t item_count() const { return items_.size(); }

    /// The items that it is a copy of, the nearest first, at most eight.
    std::vector<FingerprintMatch> find(const ClipQuery& query) const;

  private:
    struct Row {
        std::uint32_t item = 0;
        std::uint16_t view = 0;
        std::uint16_t place = 0;
    };

    struct Word {
        std::uint32_t item = 0;
        std::uint32_t place = 0;
    };

    std::vector<FingerprintMatch> find_pictures(const ClipQuery& query) const;
    std::vector<FingerprintMatch> find_sounds(const ClipQuery& query) const;

    std::unordered_map<std::uint32_t, ClipFingerprint> items_;
    HashTable table_;
    /// Whose each row of the table is; kNobody once the item was removed.
    std::vector<Row> rows_;
    std::size_t dead_rows_ = 0;
    /// By the upper bits of a word of sound: where it was heard.
    std::unordered_map<std::uint32_t, std::vector<Word>> words_;
};

}  // namespace hibari::trust
