#pragma once

// Where every token stands, as rotation angles for the attention (RoFormer, Su et al. 2021, arXiv
// 2104.09864). Time is in seconds for all streams, so that a sound and the picture of its cause
// stand at the same place; rows and columns are measured in ninths of the picture's height, so that
// a small picture teaches a large one.

#include <cstdint>
#include <vector>

namespace hibari::mini {

inline constexpr std::int64_t kTimePairs = 12;
inline constexpr std::int64_t kRowPairs = 10;
inline constexpr std::int64_t kColumnPairs = 10;
/// A picture is so many units high; rows and columns count in them.
inline constexpr double kUnitsPerHeight = 9.0;
/// Angles of a token; a head has twice as many numbers.
inline constexpr std::int64_t kPairs = kTimePairs + kRowPairs + kColumnPairs;

/// How many tokens of which kind there are, in the order of the sequence: registers, text, states
/// (slot by slot), sound, picture (frame by frame, row by row).
struct TokenCounts {
    std::int64_t registers = 0;
    std::int64_t text = 0;
    std::int64_t frames = 0;  ///< latent frames
    std::int64_t audio = 0;
    std::int64_t rows = 0;  ///< of a latent frame; 0 without picture
    std::int64_t columns = 0;

    std::int64_t state() const;

    std::int64_t video() const { return frames * rows * columns; }

    std::int64_t state_from() const { return registers + text; }

    std::int64_t audio_from() const { return state_from() + state(); }

    std::int64_t video_from() const { return audio_from() + audio; }

    std::int64_t total() const { return video_from() + video(); }
};

/// Cosines and sines of all tokens, [total, kPairs] each.
struct Rotations {
    std::vector<float> cosines;
    std::vector<float> sines;
};

/// The middle of the frames that a latent holds, in seconds; latent 0 holds frame 0 alone.
double latent_time_s(std::int64_t latent);

/// `start_s` is the time of the first frame.
Rotations rotations(const TokenCounts& counts, double start_s = 0.0);

}  // namespace hibari::mini
