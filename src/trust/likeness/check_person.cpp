#include "trust/likeness/checks.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace hibari::trust {
namespace {

// The face is compared in this width, and looked for this far from where it
// was.
constexpr float kFaceSide = 40.0F;
constexpr int kReach = 8;
// Pictures while speaking and after that are compared, at most.
constexpr std::size_t kPicturesMax = 8;
// One picture in four may be of a blink or a tilt.
constexpr std::size_t kOddOnes = 4;
// From here on people look ahead again after a turn.
constexpr double kBackFrom_s = kTurnsBegin_s + 0.9;

cv::Mat scaled(const media::Frame& frame, float scale) {
    const cv::Mat whole(
        frame.height(), frame.width(), CV_8UC3, const_cast<std::uint8_t*>(frame.pixels().data())
    );
    cv::Mat small;
    cv::resize(whole, small, {}, scale, scale, cv::INTER_AREA);
    return small;
}

// The colour of the screen is taken out: each channel's mean becomes 1.
cv::Mat evened(const cv::Mat& picture) {
    cv::Mat result;
    picture.convertTo(result, CV_32F);
    const cv::Scalar mean = cv::mean(result);
    cv::multiply(
        result,
        cv::Scalar(
            1.0 / std::max(1.0, mean[0]), 1.0 / std::max(1.0, mean[1]), 1.0 / std::max(1.0, mean[2])
        ),
        result
    );
    return result;
}

// What all but the odd ones reach.
double most_reach(std::vector<double> values) {
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(values.size() / kOddOnes);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

// The pictures in a stretch of time in which the face looks ahead, evenly
// chosen.
std::vector<std::size_t> ahead_in(const FaceTrack& track, double fps, double from_s, double to_s) {
    std::vector<std::size_t> all;
    for (const FaceMoment& moment : track.moments) {
        const double t = static_cast<double>(moment.frame) / fps;
        if (moment.frontal && t >= from_s && t < to_s) {
            all.push_back(moment.frame);
        }
    }
    std::vector<std::size_t> chosen;
    const std::size_t step = (all.size() + kPicturesMax - 1) / kPicturesMax;
    for (std::size_t i = 0; i < all.size(); i += step) {
        chosen.push_back(all[i]);
    }
    return chosen;
}

}  // namespace

PersonFit fit_person(const Recording& recording, const FaceTrack& track) {
    PersonFit result;
    if (track.is_empty()) {
        return result;
    }
    const double fps = recording.fps;
    const auto before = ahead_in(track, fps, kFlashesBegin_s, kTurnsBegin_s);
    const auto after = ahead_in(track, fps, kBackFrom_s, 1e9);
    if (before.empty() || after.empty()) {
        return result;
    }
    const FaceBox& home = track.home;
    const float scale = kFaceSide / home.width;
    const media::Frame& any = recording.frames.front();
    // The head from the chin to the hair, with little of what is beside it.
    const auto at = [&](float pixels) { return static_cast<int>(pixels * scale); };
    const cv::Rect whole(
        0, 0, at(static_cast<float>(any.width())), at(static_cast<float>(any.height()))
    );
    const cv::Rect head = cv::Rect(
                              at(home.x + 0.05F * home.width),
                              at(home.y - 0.25F * home.width),
                              at(0.9F * home.width),
                              at(1.35F * home.width)
                          ) &
                          whole;
    const cv::Rect around =
        cv::Rect(
            head.x - kReach, head.y - kReach, head.width + 2 * kReach, head.height + 2 * kReach
        ) &
        whole;
    if (head.width < kReach || head.height < kReach) {
        return result;
    }
    std::vector<cv::Mat> places;
    for (const std::size_t number : after) {
        places.push_back(evened(scaled(recording.frames[number], scale)(around)));
    }
    std::vector<double> of_before;
    std::vector<double> of_after(places.size(), -1.0);
    for (const std::size_t number : before) {
        const cv::Mat face = evened(scaled(recording.frames[number], scale)(head));
        double best = -1.0;
        for (std::size_t i = 0; i < places.size(); ++i) {
            cv::Mat fit;
            cv::matchTemplate(places[i], face, fit, cv::TM_CCOEFF_NORMED);
            double here = 0.0;
            cv::minMaxLoc(fit, nullptr, &here);
            best = std::max(best, here);
            of_after[i] = std::max(of_after[i], here);
        }
        of_before.push_back(best);
    }
    result.correlation = std::max(0.0, most_reach(of_before));
    result.is_seen = true;
    return result;
}

}  // namespace hibari::trust
