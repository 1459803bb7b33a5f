#include "eval/segment.h"

#include "base/check.h"
#include "eval/background.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>

namespace hibari::eval {
namespace {

/// Smaller specks are no things, as a share of the picture: 14 pixels of 288x160.
constexpr double kAreaShareMin = 3e-4;
constexpr double kAreaMin = 6.0;
constexpr double kAreaShareMax = 0.5;
/// Of the pixels in a 3x3 window, the centre included, that must be of a thing for the centre to
/// be.
constexpr int kWindowMin = 5;
/// A component in which a second told colour explains this much is two things that touch.
constexpr double kSecondShare = 0.03;
constexpr double kLargeShare = 0.12;

struct Grid {
    int width = 0;
    int height = 0;

    std::size_t size() const {
        return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    }

    /// Calls `take` for the neighbours of a pixel, its corners included.
    template <typename Take>
    void around(std::size_t pixel, const Take& take) const {
        const int x = static_cast<int>(pixel) % width;
        const int y = static_cast<int>(pixel) / width;
        for (int dy = -1; dy <= 1; ++dy) {
            for (int dx = -1; dx <= 1; ++dx) {
                const bool inside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
                if (inside && (dx != 0 || dy != 0)) {
                    take(static_cast<std::size_t>((y + dy) * width + x + dx));
                }
            }
        }
    }
};

std::vector<std::uint8_t> without_specks(
    const std::vector<std::uint8_t>& things, const Grid& grid
) {
    std::vector<std::uint8_t> out(things.size());
    for (std::size_t i = 0; i < things.size(); ++i) {
        int count = things[i];
        int seen = 1;
        grid.around(i, [&](std::size_t other) {
            count += things[other];
            ++seen;
        });
        // At the edge of the picture the window is smaller.
        out[i] = 9 * count >= kWindowMin * seen ? 1 : 0;
    }
    return out;
}

/// Connected pixels of `things` that have the same `label`.
std::vector<std::vector<std::size_t>> components_of(
    std::span<const std::uint8_t> things, std::span<const std::uint8_t> labels, const Grid& grid
) {
    std::vector<std::vector<std::size_t>> found;
    std::vector<std::uint8_t> seen(things.size(), 0);
    for (std::size_t start = 0; start < things.size(); ++start) {
        if (things[start] == 0 || seen[start] != 0) {
            continue;
        }
        std::vector<std::size_t> component{start};
        seen[start] = 1;
        for (std::size_t next = 0; next < component.size(); ++next) {
            grid.around(component[next], [&](std::size_t other) {
                if (things[other] != 0 && seen[other] == 0 && labels[other] == labels[start]) {
                    seen[other] = 1;
                    component.push_back(other);
                }
            });
        }
        found.push_back(std::move(component));
    }
    return found;
}

/// Edges of the surroundings, not things.
bool is_streak(const Blob& blob) {
    constexpr double kAspectMax = 6.0;
    const double width = blob.right - blob.left;
    const double height = blob.bottom - blob.top;
    return std::max(width, height) > kAspectMax * std::min(width, height);
}

Blob joined(const Blob& one, const Blob& other) {
    const double area = one.area + other.area;
    const auto mean = [&](double a, double b) { return (one.area * a + other.area * b) / area; };
    const auto shade = [&](float a, float b) {
        return static_cast<float>(mean(static_cast<double>(a), static_cast<double>(b)));
    };
    Silhouette silhouette = one.silhouette;
    silhouette.add(other.silhouette);
    return {
        .x = mean(one.x, other.x),
        .y = mean(one.y, other.y),
        .area = area,
        .left = std::min(one.left, other.left),
        .top = std::min(one.top, other.top),
        .right = std::max(one.right, other.right),
        .bottom = std::max(one.bottom, other.bottom),
        .breadth = std::max(one.breadth, other.breadth),
        .colour = one.colour,
        .mean =
            {shade(one.mean.l, other.mean.l),
             shade(one.mean.a, other.mean.a),
             shade(one.mean.b, other.mean.b)},
        .silhouette = silhouette,
    };
}

/// Traffic cones have white bands, which look like what is behind them, and a dark foot.
void join_stripes(std::vector<Blob>& blobs, std::size_t colour, bool has_foot) {
    constexpr double kGap = 0.6;  ///< of the larger part's radius
    constexpr float kDark = 35.0F;
    constexpr float kDarkChroma = 22.0F;
    for (std::size_t i = 0; i < blobs.size(); ++i) {
        if (blobs[i].colour != colour) {
            continue;
        }
        for (std::size_t j = 0; j < blobs.size();) {
            const Blob& part = blobs[j];
            const bool belongs = part.colour == colour || (has_foot && part.mean.l < kDark &&
                                                           chroma(part.mean) < kDarkChroma);
            const double reach = kGap * std::max(blobs[i].radius(), part.radius()) + 1.0;
            if (i == j || !belongs || gap_between(blobs[i], part) > reach) {
                ++j;
                continue;
            }
            blobs[i] = joined(blobs[i], part);
            blobs.erase(blobs.begin() + static_cast<std::ptrdiff_t>(j));
            i -= j < i ? 1 : 0;
            j = 0;
        }
    }
}

class FrameSegmenter {
  public:
    FrameSegmenter(
        const Background& background, std::span<const std::size_t> told, const media::Frame& frame
    )
        : background_(background),
          told_(told),
          grid_{frame.width(), frame.height()},
          labs_(to_lab(frame.pixels())),
          things_(without_specks(background.things_in(frame, labs_), grid_)),
          area_min_(std::max(kAreaMin, kAreaShareMin * static_cast<double>(grid_.size()))) {}

    std::vector<Blob> blobs(std::span<const std::size_t> striped) const {
        std::vector<Blob> out;
        const std::vector<std::uint8_t> none(things_.size(), 0);
        for (const auto& component : components_of(things_, none, grid_)) {
            // What fills most of the picture is a change of light, or something in the lens.
            const auto area = static_cast<double>(component.size());
            if (area < area_min_ || area > kAreaShareMax * static_cast<double>(grid_.size())) {
                continue;
            }
            for (const auto& part : parts_of(component)) {
                if (static_cast<double>(part.size()) >= area_min_) {
                    out.push_back(blob_of(part));
                }
            }
        }
        for (const std::size_t colour : striped) {
            // Where something black is told of, a dark part may be that.
            constexpr std::size_t kBlack = 9;
            join_stripes(out, colour, std::ranges::find(told_, kBlack) == told_.end());
        }
        std::erase_if(out, is_streak);
        return out;
    }

  private:
    /// One part, or one for each told colour that it is made of.
    std::vector<std::vector<std::size_t>> parts_of(const std::vector<std::size_t>& component
    ) const {
        if (told_.size() < 2) {
            return {component};
        }
        std::vector<std::uint8_t> labels(things_.size(), 0);
        std::vector<double> shares(told_.size(), 0.0);
        for (const std::size_t pixel : component) {
            const auto each = likelihoods(labs_[pixel]);
            const auto best = std::ranges::max_element(told_, {}, [&](std::size_t colour) {
                return each[colour];
            });
            labels[pixel] = static_cast<std::uint8_t>(best - told_.begin());
            shares[labels[pixel]] += 1.0 / static_cast<double>(component.size());
        }
        const auto shared =
            std::ranges::count_if(shares, [](double share) { return share > kSecondShare; });
        if (shared < 2) {
            return {component};
        }
        // The stripes of a thing are not another thing: a part must be of its colour as a whole.
        std::vector<std::uint8_t> only(things_.size(), 0);
        for (const std::size_t pixel : component) {
            only[pixel] = 1;
        }
        smooth(component, labels);
        std::vector<std::vector<std::size_t>> parts;
        std::vector<std::size_t> colours;
        const auto whole = static_cast<double>(component.size());
        auto all = components_of(only, labels, grid_);
        std::ranges::stable_sort(all, std::ranges::greater{}, &std::vector<std::size_t>::size);
        for (auto& part : all) {
            const auto size = static_cast<double>(part.size());
            if (size < kSecondShare * whole) {
                break;
            }
            const std::size_t colour = colour_of(labs_of(part));
            // A small part counts when it is something else that was told of, not a shade.
            const bool is_else = std::ranges::find(told_, colour) != told_.end() &&
                                 std::ranges::find(colours, colour) == colours.end();
            if (size > kLargeShare * whole || is_else) {
                colours.push_back(colour);
                parts.push_back(std::move(part));
            }
        }
        // Two of the told colours must really be there, else light and shade were taken for two.
        std::vector<std::size_t> really;
        for (const std::size_t colour : colours) {
            if (std::ranges::find(told_, colour) != told_.end() &&
                std::ranges::find(really, colour) == really.end()) {
                really.push_back(colour);
            }
        }
        if (really.size() < 2) {
            return {component};
        }
        return parts;
    }

    /// Each pixel takes the label that most of its neighbours have, twice.
    void smooth(std::span<const std::size_t> component, std::vector<std::uint8_t>& labels) const {
        for (int pass = 0; pass < 2; ++pass) {
            const std::vector<std::uint8_t> before = labels;
            std::vector<int> votes(told_.size());
            for (const std::size_t pixel : component) {
                std::ranges::fill(votes, 0);
                ++votes[before[pixel]];
                grid_.around(pixel, [&](std::size_t other) {
                    votes[before[other]] += things_[other];
                });
                labels[pixel] =
                    static_cast<std::uint8_t>(std::ranges::max_element(votes) - votes.begin());
            }
        }
    }

    std::vector<Lab> labs_of(std::span<const std::size_t> pixels) const {
        std::vector<Lab> out;
        out.reserve(pixels.size());
        for (const std::size_t pixel : pixels) {
            out.push_back(labs_[pixel]);
        }
        return out;
    }

    Blob blob_of(std::span<const std::size_t> pixels) const {
        const std::vector<Lab> labs = labs_of(pixels);
        Blob blob{
            .left = static_cast<double>(grid_.width),
            .top = static_cast<double>(grid_.height),
            .colour = colour_of(labs),
        };
        for (const Lab& lab : labs) {
            blob.mean.l += lab.l / static_cast<float>(labs.size());
            blob.mean.a += lab.a / static_cast<float>(labs.size());
            blob.mean.b += lab.b / static_cast<float>(labs.size());
        }
        std::vector<std::uint8_t> inside(grid_.size(), 0);
        for (const std::size_t pixel : pixels) {
            inside[pixel] = 1;
        }
        double squares = 0.0;
        for (const std::size_t pixel : pixels) {
            const double x = static_cast<double>(pixel % static_cast<std::size_t>(grid_.width));
            const double y = static_cast<double>(pixel / static_cast<std::size_t>(grid_.width));
            double covered = 1.0;
            if (is_rim(pixel, inside)) {
                covered = coverage(pixel, blob.mean);
            }
            blob.silhouette.add(x + 0.5, y + 0.5, covered);
            blob.area += covered;
            blob.x += covered * (x + 0.5);
            squares += covered * (x + 0.5) * (x + 0.5);
            blob.y += covered * (y + 0.5);
            blob.left = std::min(blob.left, x);
            blob.top = std::min(blob.top, y);
            blob.right = std::max(blob.right, x + 1.0);
            blob.bottom = std::max(blob.bottom, y + 1.0);
        }
        blob.x /= blob.area;
        blob.breadth = std::sqrt(std::max(squares / blob.area - blob.x * blob.x, 0.0));
        blob.y /= blob.area;
        return blob;
    }

    bool is_rim(std::size_t pixel, std::span<const std::uint8_t> inside) const {
        bool rim = false;
        grid_.around(pixel, [&](std::size_t other) { rim = rim || inside[other] == 0; });
        return rim;
    }

    /// How much of a pixel at the rim the thing covers: how far its colour is on the way from the
    /// background to the thing. At least half, else it would not be here.
    double coverage(std::size_t pixel, const Lab& thing) const {
        const Lab& behind = background_.at(pixel);
        const double whole = difference(thing, behind);
        const double part = difference(labs_[pixel], behind);
        return std::clamp(part / std::max(whole, 1.0), 0.5, 1.0);
    }

    const Background& background_;
    std::span<const std::size_t> told_;
    Grid grid_;
    std::vector<Lab> labs_;
    std::vector<std::uint8_t> things_;
    double area_min_;
};

}  // namespace

double Blob::radius() const {
    return std::sqrt(area / std::numbers::pi);
}

bool Blob::is_at_edge(int width, int height) const {
    constexpr double kMargin = 1.5;
    return left < kMargin || top < kMargin || right > width - kMargin || bottom > height - kMargin;
}

double gap_between(const Blob& one, const Blob& other) {
    const double x = std::max({one.left - other.right, other.left - one.right, 0.0});
    const double y = std::max({one.top - other.bottom, other.top - one.bottom, 0.0});
    return std::hypot(x, y);
}

Result<std::vector<std::vector<Blob>>> find_blobs(
    std::span<const media::Frame> frames, const SegmentOptions& options
) {
    std::vector<std::vector<Blob>> out;
    if (frames.empty()) {
        return out;
    }
    std::vector<std::size_t> told = options.told_colours;
    std::ranges::sort(told);
    const auto same = std::ranges::unique(told);
    told.erase(same.begin(), same.end());
    const Background background(frames);
    for (const media::Frame& frame : frames) {
        if (options.stop.stop_requested()) {
            return fail(ErrorCode::kCancelled, "stopped");
        }
        out.push_back(FrameSegmenter(background, told, frame).blobs(options.striped_colours));
    }
    return out;
}

}  // namespace hibari::eval
