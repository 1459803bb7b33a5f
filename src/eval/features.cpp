#include "eval/features.h"

#include "base/check.h"
#include "eval/lab.h"

#include <algorithm>
#include <cmath>

namespace hibari::eval {

std::vector<double> features_of(const media::MemoryClip& clip) {
    constexpr std::size_t kColumns = 4;
    constexpr std::size_t kRows = 3;
    constexpr std::size_t kTimes = 8;
    constexpr std::size_t kCells = kColumns * kRows;
    HIBARI_CHECK(!clip.frames.empty());
    const auto width = static_cast<std::size_t>(clip.format.size.width);
    const auto height = static_cast<std::size_t>(clip.format.size.height);
    std::vector<double> means(3 * kCells, 0.0);
    std::vector<double> moving(kCells, 0.0);
    std::vector<double> by_time(kTimes, 0.0);
    std::vector<double> middle_x(kTimes, 0.0);
    std::vector<double> middle_y(kTimes, 0.0);
    std::vector<Lab> before;
    const auto frames = clip.frames.size();
    for (std::size_t f = 0; f < frames; ++f) {
        const std::vector<Lab> labs = to_lab(clip.frames[f].pixels());
        const std::size_t time = f * kTimes / frames;
        for (std::size_t i = 0; i < labs.size(); ++i) {
            const std::size_t x = i % width;
            const std::size_t y = i / width;
            const std::size_t cell = (y * kRows / height) * kColumns + x * kColumns / width;
            means[3 * cell] += static_cast<double>(labs[i].l);
            means[3 * cell + 1] += static_cast<double>(labs[i].a);
            means[3 * cell + 2] += static_cast<double>(labs[i].b);
            if (!before.empty()) {
                const double change = std::abs(static_cast<double>(labs[i].l - before[i].l));
                const double counted = change > 2.0 ? change : 0.0;
                moving[cell] += counted;
                by_time[time] += counted;
                middle_x[time] += counted * static_cast<double>(x) / static_cast<double>(width);
                middle_y[time] += counted * static_cast<double>(y) / static_cast<double>(height);
            }
        }
        before = labs;
    }
    const double pixels = static_cast<double>(width * height);
    const double count = static_cast<double>(frames) * pixels / static_cast<double>(kCells);
    std::vector<double> out;
    for (const double mean : means) {
        out.push_back(mean / count);
    }
    for (const double change : moving) {
        out.push_back(std::log1p(100.0 * change / count));
    }
    for (std::size_t t = 0; t < kTimes; ++t) {
        const double all = by_time[t];
        out.push_back(std::log1p(
            100.0 * all * static_cast<double>(kTimes) / (static_cast<double>(frames) * pixels)
        ));
        out.push_back(all > 0.0 ? middle_x[t] / all : 0.5);
        out.push_back(all > 0.0 ? middle_y[t] / all : 0.5);
    }
    for (std::size_t t = 0; t < kTimes; ++t) {
        const std::size_t first = t * clip.audio.size() / kTimes;
        const std::size_t last = (t + 1) * clip.audio.size() / kTimes;
        double power = 0.0;
        for (std::size_t i = first; i < last; ++i) {
            power += static_cast<double>(clip.audio.left[i] * clip.audio.left[i]);
        }
        out.push_back(
            std::log10(power / static_cast<double>(std::max<std::size_t>(last - first, 1)) + 1e-8)
        );
    }
    return out;
}

}  // namespace hibari::eval
