#pragma once

// A likeness as one file: how somebody or something looks and sounds, ready to be placed in a
// scene. It is made from a recording (trust/likeness) and read by whoever draws and speaks it
// (world, worker). It holds cut-out pictures from several sides, a few colours, what is
// characteristic of the voice, and a clean piece of it; what was around the person in the recording
// is not in it: pixels that are not there are stored black.
//
// The file: eight bytes of magic, the size of the header (32 bits, little-endian), the header as
// JSON, the pixels of the views one after the other, the voice as 16-bit samples (little-endian).
// Nothing in it is compressed, so that reading it decodes nothing. It is read as if a stranger had
// written it: every size has a limit and must add up to that of the file.

#include "base/descriptor.h"
#include "base/result.h"
#include "media/audio_buffer.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::likeness {

/// Whose likeness it is; decides how it is placed.
enum class PackKind : std::uint8_t { kPerson, kAnimal, kObject };

/// "person", "animal" or "object".
std::string_view to_string(PackKind kind);

/// A place in a view, in pixels from its top left corner.
struct Point {
    float x = 0.0F;
    float y = 0.0F;

    friend constexpr bool operator==(const Point&, const Point&) = default;
};

struct Box {
    float x = 0.0F;  ///< left
    float y = 0.0F;  ///< top
    float width = 0.0F;
    float height = 0.0F;

    friend constexpr bool operator==(const Box&, const Box&) = default;
};

/// Where a face is in its view. "Left" is the face's own left, on the right of a picture that shows
/// it from the front.
struct FaceMarks {
    Box box = {};
    std::optional<Point> left_eye = {};
    std::optional<Point> right_eye = {};
    std::optional<Point> mouth = {};        ///< its middle
    std::optional<float> mouth_width = {};  ///< between its corners, in pixels

    friend bool operator==(const FaceMarks&, const FaceMarks&) = default;
};

/// One picture, cut out.
struct View {
    /// How far it is turned away from facing the camera, about its vertical axis: -180 .. 180,
    /// positive towards its own left, so that a head at +45 looks to the right of the picture.
    float yaw_degrees = 0.0F;
    int width = 0;
    int height = 0;
    /// 4 bytes per pixel, rows from the top: red, green, blue (sRGB), and alpha that they are not
    /// multiplied with.
    std::vector<std::uint8_t> rgba = {};
    std::optional<FaceMarks> face = {};
};

/// sRGB, 0 .. 255.
struct Color {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;

    friend constexpr bool operator==(const Color&, const Color&) = default;
};

/// What could be told of it; of animals and objects `top` is the main colour.
struct PackColors {
    std::optional<Color> skin = {};
    std::optional<Color> hair = {};
    std::optional<Color> top = {};
    std::optional<Color> bottom = {};

    friend bool operator==(const PackColors&, const PackColors&) = default;
};

/// What a voice is known by.
struct VoiceProfile {
    double f0_hz = 0.0;            ///< median pitch of the voiced parts, 50 .. 600
    double formant_scale = 1.0;    ///< formants relative to an adult man's, 0.6 .. 1.8
    double syllables_per_s = 4.0;  ///< while speaking, 1 .. 12

    friend bool operator==(const VoiceProfile&, const VoiceProfile&) = default;
};

/// One likeness.
struct LikenessPack {
    PackKind kind = PackKind::kPerson;
    /// What its owner calls it; UTF-8, 1 .. 80 bytes.
    std::string name = {};
    /// 1 .. kViewsMax, in any order; the one nearest to yaw 0 is the front.
    std::vector<View> views = {};
    PackColors colors = {};
    /// Of the whole body or thing: height of a person, longest side of anything else; 0.02 .. 5 m.
    std::optional<double> size_m = {};
    std::optional<VoiceProfile> voice = {};
    /// A clean piece of the voice, may be empty; stored in mono. At most kVoiceSecondsMax.
    media::AudioBuffer recording = {};
    /// What is said in it, when known; UTF-8, at most 600 bytes.
    std::string recording_text = {};
};

inline constexpr std::size_t kViewsMax = 12;
inline constexpr int kViewSideMin = 8;
inline constexpr int kViewSideMax = 1024;
inline constexpr double kVoiceSecondsMax = 30.0;
inline constexpr std::size_t kPackBytesMax = std::size_t{52} << 20U;

/// The view that shows it most from the front.
const View& front_view(const LikenessPack& pack);

/// Fails with kInvalidArgument and the field that is wrong.
Result<void> check_pack(const LikenessPack& pack);

/// The bytes of the file. Fails as check_pack does, and with kResourceExhausted when it would be
/// longer than kPackBytesMax.
Result<std::string> encode_pack(const LikenessPack& pack);

/// Fails with kDataLoss when this is no such file or is cut, with kInvalidArgument when it says
/// what it may not.
Result<LikenessPack> decode_pack(std::string_view bytes);

/// The file appears whole or not at all.
Result<void> write_pack(const std::filesystem::path& path, const LikenessPack& pack);

Result<LikenessPack> read_pack(const std::filesystem::path& path);

/// Reads the whole file behind an open descriptor, from its beginning, whatever its position.
Result<LikenessPack> read_pack(const FileDescriptor& file);

}  // namespace hibari::likeness
