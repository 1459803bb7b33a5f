#include "trust/likeness/checks.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace hibari::trust {
namespace {

// Pictures are compared as thumbnails of this size, so that grain and compression average out.
constexpr int kThumbnailSide = 24;
// Thumbnails that differ by less are the same picture: grain alone moves them by more, even after
// encoding (measured on the synthetic recordings: 0.004 to 0.05).
constexpr double kSame = 0.0015;
// A cut changes the picture this many times as much as what is around it, and at least so much.
constexpr double kCutRatio = 4.0;
constexpr double kCutMin = 0.10;
// Pictures that were put in for missing ones are the same to the last bit.
constexpr double kIdentical = 1e-9;
// Nobody cuts behind a row of them: more than these count as a picture that stood still.
constexpr std::size_t kLeftOutMax = 3;
// Around the changes of the screen no cut is looked for.
constexpr double kFlashSlack_s = 0.05;
constexpr double kFlashDelay_s = 0.15;
// The shortest run that counts as a repetition, and how much must have moved in it.
constexpr double kRepeatSecondsMin = 0.5;
constexpr double kRepeatMotionMin = 0.02;

// Brightness and colour of the light are taken out: each channel's mean is 0 and its spread 1.
cv::Mat thumbnail(const media::Frame& frame) {
    const cv::Mat whole(
        frame.height(), frame.width(), CV_8UC3, const_cast<std::uint8_t*>(frame.pixels().data())
    );
    cv::Mat grey;
    cv::cvtColor(whole, grey, cv::COLOR_RGB2GRAY);
    cv::Mat small;
    cv::resize(grey, small, {kThumbnailSide, kThumbnailSide}, 0, 0, cv::INTER_AREA);
    small.convertTo(small, CV_32F);
    cv::Scalar mean;
    cv::Scalar spread;
    cv::meanStdDev(small, mean, spread);
    return (small - mean[0]) / std::max(4.0, spread[0]);
}

double difference(const cv::Mat& a, const cv::Mat& b) {
    return cv::norm(a, b, cv::NORM_L1) / (kThumbnailSide * kThumbnailSide);
}

double longest_rest(const std::vector<double>& changes, int fps) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const double change : changes) {
        run = change < kSame ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return static_cast<double>(longest) / fps;
}

// The screen's colours change the picture all over, at known times and within the delay of a
// camera.
bool is_flash(double time_s) {
    const double since_s = time_s - kFlashesBegin_s;
    if (since_s < -kFlashSlack_s || since_s > kFlashCount * kFlash_s + kFlashDelay_s) {
        return false;
    }
    const double into_s = std::fmod(since_s + kFlashSlack_s, kFlash_s);
    return into_s < kFlashSlack_s + kFlashDelay_s;
}

// The pictures that differ from the one before. Where a camera left some out, others stand twice in
// their place; then the next one has all the movement of that time in it.
struct Step {
    std::size_t change = 0;
    double size = 0.0;
    /// `size` per picture that should have been.
    double pace = 0.0;
};

std::vector<Step> steps_in(const std::vector<double>& changes) {
    std::vector<Step> steps;
    std::size_t stood = 0;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (changes[i] < kIdentical) {
            ++stood;
            continue;
        }
        const auto pictures = static_cast<double>(std::min(stood, kLeftOutMax) + 1);
        steps.push_back({.change = i, .size = changes[i], .pace = changes[i] / pictures});
        stood = 0;
    }
    return steps;
}

std::vector<double> cuts_in(const std::vector<double>& changes, int fps) {
    std::vector<double> cuts;
    const std::vector<Step> steps = steps_in(changes);
    for (std::size_t i = 2; i + 2 < steps.size(); ++i) {
        const double at_s = static_cast<double>(steps[i].change + 1) / fps;
        if (is_flash(at_s)) {
            continue;
        }
        // The picture before and after a cut moves as always.
        const double around = std::max(
            {steps[i - 2].pace, steps[i - 1].pace, steps[i + 1].pace, steps[i + 2].pace, 1e-3}
        );
        if (steps[i].size > kCutMin && steps[i].pace > kCutRatio * around) {
            cuts.push_back(at_s);
        }
    }
    return cuts;
}

// The longest time in which the pictures equal those of `shift` earlier while they move.
double longest_repeat(const std::vector<cv::Mat>& thumbnails, std::size_t shift, int fps) {
    const auto run_min = static_cast<std::size_t>(kRepeatSecondsMin * fps);
    std::size_t run = 0;
    std::size_t longest = 0;
    for (std::size_t i = shift; i < thumbnails.size(); ++i) {
        run = difference(thumbnails[i], thumbnails[i - shift]) < kSame ? run + 1 : 0;
        if (run >= run_min && run > longest &&
            difference(thumbnails[i], thumbnails[i - run_min / 2]) +
                    difference(thumbnails[i], thumbnails[i - run_min + 1]) >
                kRepeatMotionMin) {
            longest = run;
        }
    }
    return static_cast<double>(longest) / fps;
}

}  // namespace

PictureFacts look_at_pictures(const Recording& recording) {
    PictureFacts facts;
    std::vector<cv::Mat> thumbnails;
    for (const media::Frame& frame : recording.frames) {
        const cv::Mat whole(
            frame.height(), frame.width(), CV_8UC3, const_cast<std::uint8_t*>(frame.pixels().data())
        );
        cv::Scalar mean;
        cv::Scalar spread;
        cv::meanStdDev(whole, mean, spread);
        facts.luma += 0.299 * mean[0] + 0.587 * mean[1] + 0.114 * mean[2];
        facts.contrast += spread[1];
        thumbnails.push_back(thumbnail(frame));
    }
    if (thumbnails.size() < 2) {
        return facts;
    }
    facts.luma /= static_cast<double>(thumbnails.size());
    facts.contrast /= static_cast<double>(thumbnails.size());
    std::vector<double> changes;
    for (std::size_t i = 1; i < thumbnails.size(); ++i) {
        changes.push_back(difference(thumbnails[i], thumbnails[i - 1]));
    }
    facts.frozen_s = longest_rest(changes, recording.fps);
    facts.cuts = cuts_in(changes, recording.fps);
    const auto shift_min = static_cast<std::size_t>(recording.fps / 3);
    for (std::size_t shift = std::max<std::size_t>(1, shift_min); shift < thumbnails.size();
         ++shift) {
        facts.repeated_s =
            std::max(facts.repeated_s, longest_repeat(thumbnails, shift, recording.fps));
    }
    return facts;
}

}  // namespace hibari::trust
