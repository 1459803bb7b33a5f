// Marks and reads raw RGB frames for bench/trust/marks.py, which lets ffmpeg do to them what the
// world does to clips:
//   picture_mark_tool mark WIDTH HEIGHT FPS ID < frames > frames    (figures go to standard error)
//   picture_mark_tool unmarked WIDTH HEIGHT FPS COUNT         (reads so many clips without a mark)
//   picture_mark_tool read WIDTH HEIGHT FPS ID < frames      (ID: the true one, for its agreement)

#include "base/rng.h"
#include "trust/mark/picture_mark.h"
#include "trust/mark/picture_mark_reader.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <span>
#include <string_view>
#include <vector>

namespace {

using namespace hibari;

/// A key that is no secret.
trust::MarkKey bench_key() {
    trust::MarkKey key;
    for (std::size_t i = 0; i < key.bytes.size(); ++i) {
        key.bytes[i] = static_cast<std::uint8_t>(i * 7 + 1);
    }
    return key;
}

bool read_frame(media::Frame& frame) {
    const auto pixels = frame.pixels();
    return std::fread(pixels.data(), 1, pixels.size(), stdin) == pixels.size();
}

/// Of this process on one core, whatever else runs.
double seconds_since(std::clock_t start) {
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

/// How much the mark moves from frame to frame where nothing else is seen: the root mean square, in
/// levels of 255, of the change of the mean of each flat block of 8 x 8.
class Flicker {
  public:
    explicit Flicker(media::FrameSize size)
        : columns_(size.width / kBlock),
          rows_(size.height / kBlock),
          last_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)) {}

    void add(const media::Frame& plain, const media::Frame& marked) {
        for (int row = 0; row < rows_; ++row) {
            for (int column = 0; column < columns_; ++column) {
                double sum = 0.0;
                double square = 0.0;
                double mark = 0.0;
                for (int y = 0; y < kBlock; ++y) {
                    for (int x = 0; x < kBlock; ++x) {
                        const auto at = static_cast<std::size_t>(3 * (column * kBlock + x) + 1);
                        const double level = plain.row(row * kBlock + y)[at];
                        sum += level;
                        square += level * level;
                        mark += marked.row(row * kBlock + y)[at] - level;
                    }
                }
                constexpr double kCount = kBlock * kBlock;
                double& last = last_[static_cast<std::size_t>(row * columns_ + column)];
                const bool is_flat = square / kCount - sum * sum / (kCount * kCount) < 1.0;
                if (is_flat && plain.index > 0) {
                    squares_ += (mark / kCount - last) * (mark / kCount - last);
                    count_ += 1.0;
                }
                last = mark / kCount;
            }
        }
    }

    double value() const { return std::sqrt(squares_ / std::max(count_, 1.0)); }

  private:
    static constexpr int kBlock = 8;

    int columns_;
    int rows_;
    std::vector<double> last_;
    double squares_ = 0.0;
    double count_ = 0.0;
};

int mark(media::FrameSize size, int fps, std::uint32_t id) {
    auto mark =
        trust::PictureMark::create(bench_key(), id, {.size = size, .fps = fps, .frame_count = 1});
    if (!mark) {
        std::fprintf(stderr, "%s\n", mark.error().message.c_str());
        return 1;
    }
    media::Frame frame(size);
    double squares = 0.0;
    double time_s = 0.0;
    Flicker flicker(size);
    while (read_frame(frame)) {
        const media::Frame before = frame;
        const auto start = std::clock();
        mark->apply(frame);
        time_s += seconds_since(start);
        const auto a = before.pixels();
        const auto b = frame.pixels();
        double sum = 0.0;
        for (std::size_t i = 0; i < a.size(); ++i) {
            const int d = a[i] - b[i];
            sum += d * d;
        }
        squares += sum / static_cast<double>(a.size());
        flicker.add(before, frame);
        std::fwrite(b.data(), 1, b.size(), stdout);
        frame.index += 1;
    }
    const auto count = static_cast<double>(frame.index);
    std::fprintf(
        stderr,
        "psnr %.2f ms %.2f flicker %.3f\n",
        10.0 * std::log10(255.0 * 255.0 * count / squares),
        time_s * 1000.0 / count,
        flicker.value()
    );
    return 0;
}

int read(media::FrameSize size, int fps, std::uint32_t id) {
    media::Frame frame(size);
    trust::PictureMarkReader reader(bench_key());
    double time_s = 0.0;
    while (read_frame(frame)) {
        const auto start = std::clock();
        reader.push(frame, static_cast<double>(frame.index) / fps);
        time_s += seconds_since(start);
        frame.index += 1;
    }
    const auto start = std::clock();
    const trust::PictureMarkFound found = reader.read();
    const double search_s = seconds_since(start);
    std::printf(
        "id %lld true %.3f pilot %.3f agreement %.3f push_ms %.0f search_ms %.0f scale %.3f %.3f "
        "offset %.1f "
        "%.1f\n",
        found.id ? static_cast<long long>(*found.id) : -1LL,
        trust::payload_agreement(found.soft, id, bench_key()),
        found.pilot,
        found.agreement,
        time_s * 1000.0,
        search_s * 1000.0,
        found.geometry.xx,
        found.geometry.yy,
        found.geometry.offset_x,
        found.geometry.offset_y
    );
    return 0;
}

/// Waves and grain that wander, differently for each number.
void draw(media::Frame& frame, std::uint64_t number) {
    Rng rng = Rng(number).split("clip");
    const double across = rng.uniform(0.01, 0.2);
    const double down = rng.uniform(0.01, 0.2);
    const double speed = rng.uniform(-8.0, 8.0);
    const double grain = rng.uniform(0.0, 12.0);
    const double phase = speed * static_cast<double>(frame.index) / 12.0;
    Rng noise = rng.split(static_cast<std::uint64_t>(frame.index));
    for (int y = 0; y < frame.height(); ++y) {
        std::uint8_t* at = frame.row(y).data();
        for (int x = 0; x < frame.width(); ++x, at += 3) {
            const double level = 120.0 + 60.0 * std::sin(x * across + y * down + phase) +
                                 noise.uniform(-grain, grain);
            at[0] = at[1] = at[2] = static_cast<std::uint8_t>(level);
        }
    }
}

/// How many of so many unmarked clips make up an id, before it is looked up, and how far their
/// pilots stand out.
int unmarked(media::FrameSize size, int fps, int count) {
    int made_up = 0;
    std::vector<double> pilots;
    for (int clip = 0; clip < count; ++clip) {
        trust::PictureMarkReader reader(bench_key());
        media::Frame frame(size);
        for (frame.index = 0; frame.index < fps; ++frame.index) {
            draw(frame, static_cast<std::uint64_t>(clip));
            reader.push(frame, static_cast<double>(frame.index) / fps);
        }
        const trust::PictureMarkFound found = reader.read();
        made_up += found.id ? 1 : 0;
        pilots.push_back(found.pilot);
        if ((clip + 1) % 50 == 0 || clip + 1 == count) {
            std::ranges::sort(pilots);
            std::printf(
                "clips %d made up %d pilot median %.2f most %.2f\n",
                clip + 1,
                made_up,
                pilots[pilots.size() / 2],
                pilots.back()
            );
            std::fflush(stdout);
        }
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::span<char*> arguments(argv, static_cast<std::size_t>(argc));
    if (argc < 5) {
        std::fprintf(stderr, "see the top of picture_mark_tool.cpp\n");
        return 2;
    }
    const media::FrameSize size{std::atoi(arguments[2]), std::atoi(arguments[3])};
    const int fps = std::atoi(arguments[4]);
    if (std::string_view(arguments[1]) == "mark" && argc > 5) {
        return mark(size, fps, static_cast<std::uint32_t>(std::strtoul(arguments[5], nullptr, 10)));
    }
    if (std::string_view(arguments[1]) == "unmarked" && argc > 5) {
        return unmarked(size, fps, std::atoi(arguments[5]));
    }
    const char* id = argc > 5 ? arguments[5] : "0";
    return read(size, fps, static_cast<std::uint32_t>(std::strtoul(id, nullptr, 10)));
}
