#include "trust/likeness/checks.h"
#include "trust/likeness/speech_part.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

namespace hibari::trust {
namespace {

// The face is looked at in this width.
constexpr float kFaceSide = 72.0F;
constexpr int kMouthWidth = 24;
constexpr int kMouthHeight = 18;
// How many ways of moving are asked to foretell the loudness.
constexpr int kWays = 3;
// Sound may be off by so much either way (EBU R37 allows 40 to 60 ms in what is broadcast).
constexpr double kLag_s = 0.085;
constexpr double kSecondsMin = 1.0;
// Loudness that varies by less is no speech.
constexpr double kQuiet = 1e-6;

cv::Rect part_of(const FaceBox& home, float x, float y, float width, float height) {
    return {
        static_cast<int>(home.x + x * home.width),
        static_cast<int>(home.y + y * home.height),
        static_cast<int>(width * home.width),
        static_cast<int>(height * home.height)
    };
}

// Mouths of a stretch of pictures, held still by following the eyes and the nose.
class MouthReader {
  public:
    MouthReader(const Recording& recording, const FaceTrack& track)
        : recording_(recording), scale_(kFaceSide / track.home.width) {
        const FaceBox& home = track.home;
        // In the scaled picture.
        home_ = {home.x * scale_, home.y * scale_, home.width * scale_, home.height * scale_};
    }

    // One row for each picture; fewer when the face leaves the picture.
    cv::Mat read(std::size_t begin, std::size_t end) {
        cv::Mat rows;
        cv::Mat anchor;
        cv::Point shift(0, 0);
        for (std::size_t i = begin; i < end; ++i) {
            const cv::Mat grey = scaled(recording_.frames[i]);
            const cv::Rect frame(0, 0, grey.cols, grey.rows);
            const cv::Rect upper = part_of(home_, 0.14F, 0.16F, 0.72F, 0.44F);
            if (anchor.empty()) {
                if ((upper & frame) != upper) {
                    return rows;
                }
                anchor = grey(upper).clone();
            }
            shift = follow(grey, anchor, upper, shift);
            const cv::Rect mouth = part_of(home_, 0.22F, 0.64F, 0.56F, 0.40F) + shift;
            if ((mouth & frame) != mouth) {
                return rows;
            }
            cv::Mat patch;
            cv::resize(grey(mouth), patch, {kMouthWidth, kMouthHeight}, 0, 0, cv::INTER_AREA);
            patch.convertTo(patch, CV_32F);
            cv::Scalar mean;
            cv::Scalar spread;
            cv::meanStdDev(patch, mean, spread);
            patch = (patch - mean[0]) / std::max(2.0, spread[0]);
            rows.push_back(patch.reshape(1, 1));
        }
        return rows;
    }

  private:
    cv::Mat scaled(const media::Frame& frame) const {
        const cv::Mat whole(
            frame.height(), frame.width(), CV_8UC3, const_cast<std::uint8_t*>(frame.pixels().data())
        );
        cv::Mat grey;
        cv::cvtColor(whole, grey, cv::COLOR_RGB2GRAY);
        cv::resize(
            grey, grey, {}, scale_, scale_, scale_ < 1.0F ? cv::INTER_AREA : cv::INTER_LINEAR
        );
        return grey;
    }

    static cv::Point follow(
        const cv::Mat& grey, const cv::Mat& anchor, const cv::Rect& upper, cv::Point last
    ) {
        constexpr int kReach = 4;
        const cv::Rect wide =
            (cv::Rect(
                 upper.x + last.x - kReach,
                 upper.y + last.y - kReach,
                 upper.width + 2 * kReach,
                 upper.height + 2 * kReach
             ) &
             cv::Rect(0, 0, grey.cols, grey.rows));
        if (wide.width < anchor.cols || wide.height < anchor.rows) {
            return last;
        }
        cv::Mat fit;
        cv::matchTemplate(grey(wide), anchor, fit, cv::TM_CCOEFF_NORMED);
        cv::Point best;
        cv::minMaxLoc(fit, nullptr, nullptr, nullptr, &best);
        return cv::Point(wide.x - upper.x, wide.y - upper.y) + best;
    }

    const Recording& recording_;
    float scale_;
    FaceBox home_;
};

// The loudness at each picture, evened out over three pictures and compressed.
std::vector<double> loudness_at(const Recording& recording, std::size_t begin, std::size_t end) {
    const std::vector<double> track = loudness_track(recording.sound);
    std::vector<double> values;
    for (std::size_t i = begin; i < end; ++i) {
        const double middle = (static_cast<double>(i) + 0.5) / recording.fps * 100.0;
        double power = 0.0;
        int count = 0;
        for (int k = -5; k <= 5; ++k) {
            const double at = middle + k;
            if (at >= 0.0 && at < static_cast<double>(track.size())) {
                power += track[static_cast<std::size_t>(at)];
                ++count;
            }
        }
        values.push_back(std::pow(power / std::max(1, count), 0.35));
    }
    return values;
}

// Multiple correlation: how much of `target` a linear mix of the columns explains.
double explained(
    const cv::Mat& columns, const std::vector<double>& target, int first, int lag_max
) {
    const int rows = columns.rows - 2 * lag_max;
    cv::Mat design(rows, columns.cols + 1, CV_64F);
    cv::Mat wanted(rows, 1, CV_64F);
    double mean = 0.0;
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < columns.cols; ++c) {
            design.at<double>(r, c) = static_cast<double>(columns.at<float>(r + lag_max, c));
        }
        design.at<double>(r, columns.cols) = 1.0;
        wanted.at<double>(r) = target[static_cast<std::size_t>(r + lag_max + first)];
        mean += wanted.at<double>(r) / rows;
    }
    cv::Mat weights;
    cv::solve(design, wanted, weights, cv::DECOMP_SVD);
    const cv::Mat rest = wanted - design * weights;
    const double total = cv::norm(wanted - mean, cv::NORM_L2SQR);
    if (total < kQuiet) {
        return 0.0;
    }
    return std::sqrt(std::max(0.0, 1.0 - cv::norm(rest, cv::NORM_L2SQR) / total));
}

}  // namespace

MouthFit fit_mouth(const Recording& recording, const FaceTrack& track) {
    MouthFit result;
    const double fps = recording.fps;
    const auto begin = static_cast<std::size_t>(0.2 * fps);
    const std::size_t end =
        std::min(recording.frames.size(), static_cast<std::size_t>(kTurnsBegin_s * fps));
    if (track.is_empty() || end <= begin) {
        return result;
    }
    const cv::Mat mouths = MouthReader(recording, track).read(begin, end);
    if (mouths.rows < static_cast<int>(kSecondsMin * fps)) {
        return result;
    }
    const cv::PCA ways(mouths, cv::noArray(), cv::PCA::DATA_AS_ROW, kWays);
    const cv::Mat movements = ways.project(mouths);
    const std::vector<double> loud =
        loudness_at(recording, begin, begin + static_cast<std::size_t>(mouths.rows));
    const auto lag_max = static_cast<int>(std::lround(kLag_s * fps));
    for (int lag = -lag_max; lag <= lag_max; ++lag) {
        const double fit = explained(movements, loud, lag, lag_max);
        if (fit > result.correlation) {
            result = {fit, lag / fps};
        }
    }
    return result;
}

}  // namespace hibari::trust
