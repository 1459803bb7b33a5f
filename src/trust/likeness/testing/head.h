#pragma once

// A head with shoulders, drawn: the people of the synthetic recordings. It is a displaced ellipsoid
// with a painted skin, lit by a room and by a screen in front of it; enough of a face that Haar
// cascades which were trained on photographs find it from the front and in profile, and that a
// turn, a spoken word and a coloured screen do to its pixels what they do to those of a person. It
// is no model of human faces and proves nothing about them.

#include "base/rng.h"
#include "media/frame.h"

#include <array>
#include <cstdint>
#include <vector>

namespace hibari::trust::testing {

/// Linear light: red, green, blue.
struct Rgb {
    float r = 0.0F;
    float g = 0.0F;
    float b = 0.0F;

    friend constexpr Rgb operator*(Rgb one, Rgb two) {
        return {one.r * two.r, one.g * two.g, one.b * two.b};
    }

    friend constexpr Rgb operator*(Rgb one, float k) { return {one.r * k, one.g * k, one.b * k}; }

    friend constexpr Rgb operator+(Rgb one, Rgb two) {
        return {one.r + two.r, one.g + two.g, one.b + two.b};
    }
};

/// The linear light of an 8-bit display colour.
Rgb from_display(int r, int g, int b);

/// Who it is.
struct HeadLook {
    Rgb skin = from_display(224, 172, 140);
    Rgb hair = from_display(60, 40, 28);
    Rgb brow_colour = from_display(50, 34, 24);
    Rgb iris = from_display(70, 90, 110);
    Rgb lips = from_display(186, 100, 96);
    Rgb top = from_display(60, 90, 140);
    float width = 1.0F;
    float jaw = 0.30F;
    float nose = 1.0F;
    float eye_distance = 0.42F;
    float eye_size = 1.0F;
    float brow = 1.0F;
    float mouth_width = 0.34F;
    float hairline = 0.60F;
    /// Hair down to the shoulders.
    bool has_long_hair = false;
    bool has_beard = false;
    bool has_glasses = false;
    /// Seed of the small irregularities of the skin.
    std::uint64_t freckles = 1;
};

/// Somebody, drawn from the ranges above.
HeadLook draw_look(Rng rng);

/// How the head is held at one moment. Angles in degrees; a positive yaw turns the person's nose
/// towards the person's own left, which is the right of the picture.
struct HeadPose {
    float yaw = 0.0F;
    float pitch = 0.0F;
    float roll = 0.0F;
    /// Where the head is, in metres from the axis of the camera; y points up.
    float x = 0.0F;
    float y = 0.0F;
    float distance = 0.55F;
    /// 0 (closed) to 1.
    float mouth = 0.0F;
    /// 0 (open) to 1.
    float blink = 0.0F;
};

/// The light of the room and of the screen.
struct Light {
    std::array<float, 3> key_direction = {0.4F, 0.6F, 0.7F};
    Rgb key = {0.55F, 0.52F, 0.48F};
    Rgb ambient = {0.30F, 0.31F, 0.33F};
    /// What the screen sends at the distance of the face, when it shows this colour.
    Rgb screen = {0.0F, 0.0F, 0.0F};
    /// The share of the screen's light that reaches the wall behind.
    float screen_on_wall = 0.05F;
};

/// A picture in linear light, before a camera has seen it.
class LightPicture {
  public:
    explicit LightPicture(media::FrameSize size);

    media::FrameSize size() const { return size_; }

    Rgb& at(int x, int y) {
        return pixels_
            [static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width) +
             static_cast<std::size_t>(x)];
    }

    const Rgb& at(int x, int y) const { return const_cast<LightPicture&>(*this).at(x, y); }

    /// The colour between four pixels; the edge goes on for ever.
    Rgb sample(float x, float y) const;

  private:
    media::FrameSize size_;
    std::vector<Rgb> pixels_;
};

/// A wall with a few things on it; reflectances. A little larger than `size`, so that a hand may
/// shake.
LightPicture draw_wall(Rng rng, media::FrameSize size);

/// Draws the head over what is in `picture`.
void draw_head(
    LightPicture& picture, const HeadLook& look, const HeadPose& pose, const Light& light
);

/// What a small camera makes of it: blur, noise of `noise` (share of full range), display colours.
media::Frame photograph(const LightPicture& picture, float exposure, float noise, Rng rng);

}  // namespace hibari::trust::testing
