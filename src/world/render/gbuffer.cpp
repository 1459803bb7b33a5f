#include "world/render/gbuffer.h"

#include "base/check.h"

#include <algorithm>
#include <cstddef>

namespace hibari::world {
namespace {

template <typename T>
void repeat_border_rows(std::vector<T>& plane, int width, int first, int last) {
    if (plane.empty()) {
        return;
    }
    const auto row = [&](int y) { return plane.begin() + static_cast<std::ptrdiff_t>(y) * width; };
    for (int y = 0; y < first; ++y) {
        std::copy(row(first), row(first + 1), row(y));
    }
    for (auto to = row(last); to != plane.end(); to += width) {
        std::copy(row(last - 1), row(last), to);
    }
}

}  // namespace

GBufferView view_of(GBuffer& buffer) {
    const bool split_light = !buffer.light.empty();
    return {
        .width = buffer.width,
        .height = buffer.height,
        .color = buffer.color.data(),
        .albedo = split_light ? buffer.albedo.data() : nullptr,
        .light = split_light ? buffer.light.data() : nullptr,
        .normal = buffer.normal.data(),
        .depth = buffer.depth.data(),
        .motion = buffer.motion.data(),
        .body = buffer.body.data(),
        .entity = buffer.entity.data(),
    };
}

void resize(GBuffer& buffer, int width, int height, bool split_light) {
    HIBARI_CHECK(width > 0 && height > 0, width, height);
    const std::size_t size = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    buffer.width = width;
    buffer.height = height;
    buffer.color.resize(size);
    buffer.albedo.resize(split_light ? size : 0);
    buffer.light.resize(split_light ? size : 0);
    buffer.normal.resize(size);
    buffer.depth.resize(size);
    buffer.motion.resize(size);
    buffer.body.resize(size);
    buffer.entity.resize(size);
}

void repeat_border_rows(GBuffer& buffer, int first, int last) {
    const int width = buffer.width;
    repeat_border_rows(buffer.color, width, first, last);
    repeat_border_rows(buffer.albedo, width, first, last);
    repeat_border_rows(buffer.light, width, first, last);
    repeat_border_rows(buffer.normal, width, first, last);
    repeat_border_rows(buffer.depth, width, first, last);
    repeat_border_rows(buffer.motion, width, first, last);
    repeat_border_rows(buffer.body, width, first, last);
    repeat_border_rows(buffer.entity, width, first, last);
}

}  // namespace hibari::world
