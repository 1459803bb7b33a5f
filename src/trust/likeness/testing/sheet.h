#pragma once

// A flat thing that is held before the camera: a printed photograph, or a screen that plays a
// recording.

#include "trust/likeness/testing/head.h"

namespace hibari::trust::testing {

struct SheetPose {
    /// Degrees about the vertical and the horizontal axis.
    float yaw = 0.0F;
    float pitch = 0.0F;
    float roll = 0.0F;
    /// Where its middle is, in widths of the picture.
    float x = 0.0F;
    float y = 0.0F;
    /// Its width, in widths of the picture.
    float width = 1.0F;
    /// How far its sides bend back, 0 (flat) to 1 (a half pipe).
    float bend = 0.0F;
};

/// Draws `photo` over what is in `picture`. Paper reflects `light`; a screen shines by itself and
/// reflects 4 % of it.
enum class SheetKind { kPaper, kScreen };
void draw_sheet(
    LightPicture& picture,
    const LightPicture& photo,
    const SheetPose& pose,
    const Light& light,
    SheetKind kind
);

}  // namespace hibari::trust::testing
