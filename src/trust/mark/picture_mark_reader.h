#pragma once

// Reads the invisible mark of a picture back from frames that may have been re-encoded, cropped,
// scaled, stretched, mirrored or turned a little. It needs nothing but the key.
//
// False claims: an unmarked clip offers up to 19 geometries, each of which makes up an id with
// probability below 6.1e-5 (payload.h), and the caller looks ids up among the R that were given
// out: 1.2e-3 * R / 2^32, which is 2.7e-7 for a registry of a million.

#include "media/frame.h"
#include "trust/mark/mark_key.h"
#include "trust/mark/payload.h"
#include "trust/mark/picture_accumulator.h"
#include "trust/mark/picture_geometry.h"

#include <array>
#include <complex>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace hibari::trust {

/// A stretch of a clip that says one id.
struct PicturePart {
    std::uint32_t id = 0;
    /// Seconds of the clip, to within one.
    double from_s = 0.0;
    double to_s = 0.0;
    /// Of its bits with the id, 0..1.
    double agreement = 0.0;
};

/// What was found in the frames of a clip.
struct PictureMarkFound {
    /// For each bit of the payload how sure it is, > 0 for 1; in units of its noise.
    std::array<float, kPayloadBits> soft = {};
    /// How far the pilots stand out at the geometry, over what other waves of their length have: 8
    /// for a mark and nothing else, 0.9 in noise, about 4 at the best of all geometries in noise.
    double pilot = 0.0;
    /// Of the bits with the id that they decode to, -1..1.
    double agreement = 0.0;
    PictureGeometry geometry;
    /// The id, when the bits make one: that of the last part, since a clip that goes on from an
    /// earlier one is the later of the two.
    std::optional<std::uint32_t> id;
    /// In order; one in most clips, more in those that were made of several.
    std::vector<PicturePart> parts;
};

/// Reads one clip.
class PictureMarkReader {
  public:
    explicit PictureMarkReader(const MarkKey& key);

    /// The next frame, of one size throughout; times must not go back.
    void push(const media::Frame& frame, double time_s);

    /// Ends the clip and says what was in it.
    PictureMarkFound read();

  private:
    /// Strength and phase of each wave, pilots first.
    using Values = std::vector<std::complex<float>>;

    Values measure(const ComplexPlane& plane, const PictureGeometry& geometry) const;
    /// The usual strength of data waves as long as a pilot.
    float usual(const Values& values, const PilotWave& pilot) const;
    PictureMarkFound decode(const Values& values) const;
    PictureMarkFound search(const ComplexPlane& plane) const;
    void split(std::span<const Values> sums, double start_s, std::vector<PicturePart>& parts) const;

    MarkKey key_;
    PicturePattern pattern_;
    PictureAccumulator frames_;
    int long_side_ = 0;
};

}  // namespace hibari::trust
