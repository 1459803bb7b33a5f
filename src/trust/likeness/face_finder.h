#pragma once

// Faces in one picture, by the Haar cascades that OpenCV's data package brings (Viola and Jones,
// CVPR 2001): one for faces from the front, one for profiles, which is tried mirrored as well. The
// cascades know where a face is and which way it roughly looks, and nothing about whose it is.

#include "base/result.h"
#include "media/frame.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace hibari::trust {

/// In pixels of the picture.
struct FaceBox {
    float x = 0.0F;
    float y = 0.0F;
    float width = 0.0F;
    float height = 0.0F;

    float middle_x() const { return x + 0.5F * width; }

    float middle_y() const { return y + 0.5F * height; }
};

/// The area that two boxes share, as a share of the smaller one.
float overlap(const FaceBox& a, const FaceBox& b);

/// Which cascades are asked: profiles cost twice as much as faces from the front.
enum class Sides : std::uint8_t { kFront, kAll };

/// What the cascades see in one picture.
struct FacesSeen {
    std::vector<FaceBox> frontal;
    /// Profiles whose nose points to the right of the picture: the person's own left.
    std::vector<FaceBox> to_left;
    std::vector<FaceBox> to_right;
};

class FaceFinder {
  public:
    /// Fails with kUnavailable and a hint when opencv-data is not installed.
    static Result<FaceFinder> create();

    FaceFinder(FaceFinder&&) noexcept;
    FaceFinder& operator=(FaceFinder&&) noexcept;
    ~FaceFinder();

    /// Everything in the picture of at least an eighth of its shorter side.
    FacesSeen find(const media::Frame& frame, Sides sides);

    /// What there is about where a face was a moment ago; a fifth of the work.
    FacesSeen find_near(const media::Frame& frame, const FaceBox& last, Sides sides);

    /// Faces from the front elsewhere than at `known`, at least `share` times as wide, that a
    /// second cascade sees as well. It was trained on other features (local binary patterns; Liao
    /// et al., ICB 2007): walls and hair look like a face to one of the two now and then.
    std::vector<FaceBox> find_others(const media::Frame& frame, const FaceBox& known, float share);

    /// The two eyes in a face from the front, the person's right one (left in the picture) first.
    std::optional<std::pair<FaceBox, FaceBox>> find_eyes(
        const media::Frame& frame, const FaceBox& face
    );

  private:
    struct Cascades;
    explicit FaceFinder(std::unique_ptr<Cascades> cascades);

    std::unique_ptr<Cascades> cascades_;
};

}  // namespace hibari::trust
