#include "engine/learned/picture_fit.h"

#include "base/check.h"
#include "media/image.h"
#include "models/mini/config.h"

#include <ATen/ops/empty.h>
#include <algorithm>
#include <cmath>

namespace hibari::engine {
namespace {

constexpr std::int64_t kSideMin = 2;
constexpr std::int64_t kSideMax = 64;
// A grid that is a tenth too large is as bad as an aspect that is off by a twentieth.
constexpr double kAreaWeight = 0.5;

double aspect_of(media::FrameSize size) {
    return static_cast<double>(size.width) / size.height;
}

std::uint8_t to_byte(float value) {
    return static_cast<std::uint8_t>(std::lround(std::clamp((value + 1.0F) * 127.5F, 0.0F, 255.0F))
    );
}

}  // namespace

media::FrameSize LatentGrid::picture() const {
    return {
        static_cast<int>(columns) * mini::kPixelsPerLatent,
        static_cast<int>(rows) * mini::kPixelsPerLatent
    };
}

LatentGrid fit_grid(media::FrameSize wanted, LatentGrid trained) {
    HIBARI_CHECK(wanted.width > 0 && wanted.height > 0, wanted.width);
    const double aspect = aspect_of(wanted);
    const auto area = static_cast<double>(trained.rows * trained.columns);
    LatentGrid best{};
    double best_cost = 0.0;
    for (std::int64_t rows = kSideMin; rows <= kSideMax; ++rows) {
        for (std::int64_t columns = kSideMin; columns <= kSideMax; ++columns) {
            const auto here = static_cast<double>(rows * columns);
            if (here > 1.25 * area) {
                break;
            }
            const double shape = std::fabs(
                std::log(static_cast<double>(columns) / static_cast<double>(rows) / aspect)
            );
            const double cost = shape + kAreaWeight * std::fabs(std::log(here / area));
            if (best.rows == 0 || cost < best_cost) {
                best = {rows, columns};
                best_cost = cost;
            }
        }
    }
    return best;
}

Cut fit_cut(media::FrameSize picture, media::FrameSize wanted) {
    const double aspect = aspect_of(wanted);
    const auto even = [](double side, int most) {
        return std::clamp(static_cast<int>(std::lround(side / 2.0)) * 2, 2, most);
    };
    media::FrameSize size = picture;
    if (aspect_of(picture) > aspect) {
        size.width = even(picture.height * aspect, picture.width);
    } else {
        size.height = even(picture.width / aspect, picture.height);
    }
    return {
        .x = (picture.width - size.width) / 2,
        .y = (picture.height - size.height) / 2,
        .size = size,
    };
}

Result<media::Frame> to_frame(const at::Tensor& picture, media::FrameSize wanted) {
    HIBARI_CHECK(picture.dim() == 3 && picture.size(2) == 3, picture.dim());
    const at::Tensor pixels = picture.contiguous();
    const auto* const values = pixels.data_ptr<float>();
    const auto width = static_cast<int>(picture.size(1));
    const Cut cut = fit_cut({width, static_cast<int>(picture.size(0))}, wanted);
    media::Frame frame(cut.size);
    for (int y = 0; y < cut.size.height; ++y) {
        const float* in = values + (static_cast<std::ptrdiff_t>(cut.y + y) * width + cut.x) * 3;
        for (std::uint8_t& out : frame.row(y)) {
            out = to_byte(*in++);
        }
    }
    if (cut.size == wanted) {
        return frame;
    }
    return media::scale(frame, wanted);
}

Result<at::Tensor> to_picture(const media::Frame& frame, LatentGrid grid) {
    const media::FrameSize picture = grid.picture();
    const Cut cut = fit_cut(picture, frame.size());
    const media::Frame scaled = HIBARI_TRY(media::scale(frame, cut.size));
    at::Tensor out = at::empty({picture.height, picture.width, 3}, at::kFloat);
    auto* values = out.data_ptr<float>();
    for (int y = 0; y < picture.height; ++y) {
        const auto row = scaled.row(std::clamp(y - cut.y, 0, cut.size.height - 1));
        for (int x = 0; x < picture.width; ++x) {
            const auto at =
                static_cast<std::size_t>(3 * std::clamp(x - cut.x, 0, cut.size.width - 1));
            for (std::size_t c = 0; c < 3; ++c) {
                *values++ = static_cast<float>(row[at + c]) / 127.5F - 1.0F;
            }
        }
    }
    return out;
}

}  // namespace hibari::engine
