// What somebody's or something's likeness looks like in the world: a solid made from the outline of
// its pictures, and the pictures themselves, laid on that solid from the sides they were taken.
//
// One frame serves both. Of a head: origin at the centre of the skull, +X its own left, +Y crown,
// +Z nose, metres of an adult head, so that what holds for Surface::kFace holds here. Of a thing:
// origin at its middle, +Z its front. The form is made from a pack (world/fit_likeness.h); whoever
// made it keeps it for as long as scripts, timelines and scenes point to it.
#pragma once

#include "base/vec.h"
#include "world/things/shape.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {

enum class LikenessKind : std::uint8_t { kHuman, kAnimal, kObject };

constexpr int kPictureViewsMax = 8;
constexpr int kPictureLevelsMax = 9;

/// How a picture looks at the form: a point is turned about Y by the picture's yaw, then
/// u = u0 + x scale_x and v = v0 - y scale_y are pixels of it.
struct PictureView {
    float sin_yaw = 0.0F;
    float cos_yaw = 1.0F;
    float u0 = 0.0F;
    float v0 = 0.0F;
    float scale_x = 1.0F;  ///< pixels per metre
    float scale_y = 1.0F;
    int width = 0;
    int height = 0;
    float weight = 1.0F;                       ///< against the others where two look alike
    int levels = 0;                            ///< each half as large as the one before
    std::array<int, kPictureLevelsMax> first;  ///< where each begins in `pixels`
};

/// The pictures of one likeness, in plain numbers. Pixels are eight bits each of the square roots
/// of linear red, green and blue, and alpha, in the bits of a float.
struct LikenessPicture {
    const float* pixels = nullptr;
    int pixel_count = 0;
    int view_count = 0;
    std::array<PictureView, kPictureViewsMax> views;
    bool same_behind = false;  ///< where no picture looks, the front shows through: things
    bool has_face = false;     ///< with a mouth and eyes that move
    Vec3 mouth{0, -0.062F, 0.095F};
    float mouth_half_width = 0.025F;
    Vec3 left_eye{0.032F, 0.006F, 0.085F};  ///< the right one mirrors it
    float eye_half_width = 0.014F;
};

/// A likeness, ready to be placed.
struct LikenessForm {
    std::string name;
    LikenessKind kind = LikenessKind::kHuman;
    std::vector<float> pixels;
    LikenessPicture picture;
    std::vector<float> front;  ///< see Relief
    std::vector<float> back;
    Relief relief;                 ///< of the head, or of the whole thing
    Vec3 half{};                   ///< of the relief's box
    Vec3 center{};                 ///< of that box, in the likeness's frame
    float shoulder_half_m = 0.0F;  ///< half width of the shoulders in the front picture; 0: unknown
    /// Linear RGB.
    std::optional<Vec3> skin = {};
    std::optional<Vec3> hair = {};
    std::optional<Vec3> top = {};
    std::optional<Vec3> bottom = {};
    bool long_sleeves = false;
    std::optional<float> size_m = {};  ///< height of a person, longest side of a thing

    struct Voice {
        float f0_hz = 120.0F;
        float formant_scale = 1.0F;  ///< relative to an adult man's
        float syllables_per_s = 4.0F;
    };

    std::optional<Voice> voice = {};
    std::vector<float> recording;  ///< mono, 48 kHz; may be empty
    std::string recording_text;

    LikenessForm() = default;
    // The picture and the relief point into the vectors.
    LikenessForm(const LikenessForm&) = delete;
    LikenessForm& operator=(const LikenessForm&) = delete;
};

/// The kind of things that are nothing but their likeness: rigid bodies.
inline constexpr std::string_view kLikenessThing = "likeness";

/// The solid of the form.
Shape relief_shape(const LikenessForm& form, float scale);

}  // namespace hibari::world
