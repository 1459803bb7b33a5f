#pragma once

// The room behind a person who turns the head before it, learnt from all pictures of a recording:
// it stands still while the head moves, so what never changes and reaches the picture's edges above
// the shoulders is wall. Tells cut_out.h what colours alone cannot: a wall may look like hair.

#include "trust/likeness/face_finder.h"
#include "trust/likeness/recording.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace hibari::trust {

/// One byte for each pixel, row by row, of a picture whose longer side is kCutSide.
struct SmallMask {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> bytes = {};

    bool is_empty() const { return bytes.empty(); }
};

/// The longer side of pictures in which is decided what is cut out.
inline constexpr int kCutSide = 240;

/// What is known of a pixel.
enum WallMark : std::uint8_t { kUnknown, kWall, kBeforeWall };

class Wall {
  public:
    /// `home` is where the face is when it looks ahead (FaceTrack), in pixels of the recording.
    static Wall learn(const Recording& recording, const FaceBox& home);

    Wall(Wall&&) noexcept;
    Wall& operator=(Wall&&) noexcept;
    ~Wall();

    /// Tells where the person is in one of the pictures (0 or not). From then on marks() compares
    /// with the wall beside that as well.
    void set_person(const media::Frame& frame, const SmallMask& person);

    /// A WallMark for each pixel of a picture of that recording; empty when nothing was learnt.
    SmallMask marks(const media::Frame& frame) const;

  private:
    struct Model;
    explicit Wall(std::unique_ptr<Model> model);

    std::unique_ptr<Model> model_;
};

}  // namespace hibari::trust
