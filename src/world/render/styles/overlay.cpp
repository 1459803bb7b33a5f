#include "world/render/styles/overlay.h"

#include "world/render/styles/picture.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

void fill_box(media::Frame& frame, const PixelBox& box, Ink ink, float cover) {
    const auto blend = [cover](std::uint8_t& under, std::uint8_t over) {
        under = static_cast<std::uint8_t>(
            std::lround(mix(static_cast<float>(under), static_cast<float>(over), cover))
        );
    };
    for (int y = std::max(0, box.top); y < std::min(frame.height(), box.bottom); ++y) {
        const auto row = frame.row(y);
        for (int x = std::max(0, box.left); x < std::min(frame.width(), box.right); ++x) {
            const auto i = static_cast<std::size_t>(x) * 3;
            blend(row[i], ink.red);
            blend(row[i + 1], ink.green);
            blend(row[i + 2], ink.blue);
        }
    }
}

}  // namespace hibari::world
