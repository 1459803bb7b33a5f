#include "trust/likeness/wall.h"

#include "trust/likeness/challenge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <opencv2/video/tracking.hpp>

namespace hibari::trust {
namespace {

// Pictures that are looked at, and how far apart they are. Those in the screen's colours are left
// out.
constexpr double kApart_s = 0.15;
constexpr double kAfterFlash_s = 0.2;
// Before the first turn people look ahead for as long as they take to react.
constexpr double kReaction_s = 0.15;
constexpr std::size_t kPicturesMin = 8;
// What changes by more than this many times as much as most of the wall does is no wall; at least
// by so many of 255 levels.
constexpr double kRestless = 1.8;
constexpr double kRestlessMin = 10.0;
// Further than that a hand does not shake, in pixels; nothing is made of what fits only there.
constexpr double kShakeMax = 12.0;
constexpr int kAlignRounds = 20;

cv::Mat small_view(const media::Frame& frame) {
    const cv::Mat whole(
        frame.height(), frame.width(), CV_8UC3, const_cast<std::uint8_t*>(frame.pixels().data())
    );
    const double scale =
        std::min(1.0, static_cast<double>(kCutSide) / std::max(frame.width(), frame.height()));
    cv::Mat small;
    cv::resize(whole, small, {}, scale, scale, cv::INTER_AREA);
    return small;
}

cv::Mat grey_of(const cv::Mat& picture) {
    cv::Mat grey;
    cv::cvtColor(picture, grey, cv::COLOR_RGB2GRAY);
    return grey;
}

cv::Mat square(int side) {
    return cv::getStructuringElement(cv::MORPH_RECT, {side, side});
}

// The largest difference of any channel.
cv::Mat difference(const cv::Mat& a, const cv::Mat& b) {
    cv::Mat apart;
    cv::absdiff(a, b, apart);
    std::array<cv::Mat, 3> channels;
    cv::split(apart, channels.data());
    return cv::max(channels[0], cv::max(channels[1], channels[2]));
}

// How much each pixel changes through the pictures, but for the highest and the lowest value.
cv::Mat restlessness(const std::vector<cv::Mat>& pictures) {
    cv::Mat result(pictures.front().size(), CV_8U);
    std::vector<std::uint8_t> values(pictures.size());
    for (int y = 0; y < result.rows; ++y) {
        for (int x = 0; x < result.cols; ++x) {
            int most = 0;
            for (int c = 0; c < 3; ++c) {
                for (std::size_t i = 0; i < pictures.size(); ++i) {
                    values[i] = pictures[i].at<cv::Vec3b>(y, x)[c];
                }
                std::sort(values.begin(), values.end());
                most = std::max(most, values[values.size() - 2] - values[1]);
            }
            result.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(most);
        }
    }
    return result;
}

double median_in(const cv::Mat& values, const cv::Mat& mask) {
    std::vector<std::uint8_t> list;
    for (int y = 0; y < values.rows; ++y) {
        for (int x = 0; x < values.cols; ++x) {
            if (mask.at<std::uint8_t>(y, x) > 0) {
                list.push_back(values.at<std::uint8_t>(y, x));
            }
        }
    }
    if (list.empty()) {
        return 0.0;
    }
    const auto middle = list.begin() + static_cast<std::ptrdiff_t>(list.size() / 2);
    std::nth_element(list.begin(), middle, list.end());
    return *middle;
}

cv::Mat median_picture(const std::vector<cv::Mat>& pictures) {
    cv::Mat result(pictures.front().size(), CV_8UC3);
    std::vector<std::uint8_t> values(pictures.size());
    for (int y = 0; y < result.rows; ++y) {
        for (int x = 0; x < result.cols; ++x) {
            for (int c = 0; c < 3; ++c) {
                for (std::size_t i = 0; i < pictures.size(); ++i) {
                    values[i] = pictures[i].at<cv::Vec3b>(y, x)[c];
                }
                const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
                std::nth_element(values.begin(), middle, values.end());
                result.at<cv::Vec3b>(y, x)[c] = *middle;
            }
        }
    }
    return result;
}

}  // namespace

struct Wall::Model {
    cv::Mat reference;
    // Where there is wall as a rule: beside and above the head, by which pictures are aligned.
    cv::Mat beside;
    // What is wall in every picture, and what all of it is like before the first turn.
    cv::Mat wall;
    cv::Mat ahead;
    // Where the person is while looking ahead; empty until told.
    cv::Mat person;
    double restless = kRestlessMin;

    // From the reference to that picture.
    cv::Mat shift_to(const cv::Mat& picture) const {
        cv::Mat shift = cv::Mat::eye(2, 3, CV_32F);
        // Throws where there is nothing to align by; then nothing is there to be misplaced either.
        try {
            cv::findTransformECC(
                grey_of(reference),
                grey_of(picture),
                shift,
                cv::MOTION_TRANSLATION,
                {cv::TermCriteria::COUNT | cv::TermCriteria::EPS, kAlignRounds, 1e-3},
                beside,
                3
            );
        } catch (const cv::Exception&) {
            return cv::Mat::eye(2, 3, CV_32F);
        }
        const double far = std::hypot(shift.at<float>(0, 2), shift.at<float>(1, 2));
        return far <= kShakeMax ? shift : cv::Mat(cv::Mat::eye(2, 3, CV_32F));
    }

    // That picture where the reference is, as bright as it.
    cv::Mat aligned(const cv::Mat& picture, const cv::Mat& shift) const {
        cv::Mat moved;
        cv::warpAffine(
            picture,
            moved,
            shift,
            picture.size(),
            cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
            cv::BORDER_REPLICATE
        );
        const cv::Scalar wanted = cv::mean(reference, beside);
        const cv::Scalar found = cv::mean(moved, beside);
        cv::Mat result;
        cv::multiply(
            moved,
            cv::Scalar(
                wanted[0] / std::max(1.0, found[0]),
                wanted[1] / std::max(1.0, found[1]),
                wanted[2] / std::max(1.0, found[2])
            ),
            result
        );
        return result;
    }

    // What never changes and reaches the edges above the shoulders. Empty when that would be the
    // face as well: somebody who keeps still cannot be told from a wall.
    void find_wall(const cv::Mat& changes, cv::Point face, int shoulders) {
        cv::Mat moves;
        cv::dilate(changes > restless, moves, square(3));
        cv::Mat still = moves == 0;
        still.rowRange(std::clamp(shoulders, 1, still.rows), still.rows) = 0;
        cv::Mat labels;
        const int count = cv::connectedComponents(still, labels, 4, CV_32S);
        std::vector<bool> reaches(static_cast<std::size_t>(count));
        for (int x = 0; x < labels.cols; ++x) {
            reaches[static_cast<std::size_t>(labels.at<int>(0, x))] = true;
        }
        for (int y = 0; y < labels.rows; ++y) {
            reaches[static_cast<std::size_t>(labels.at<int>(y, 0))] = true;
            reaches[static_cast<std::size_t>(labels.at<int>(y, labels.cols - 1))] = true;
        }
        wall = cv::Mat::zeros(still.size(), CV_8U);
        reaches[0] = false;
        const int at_face = labels.at<int>(face.y, face.x);
        if (at_face > 0 && reaches[static_cast<std::size_t>(at_face)]) {
            return;
        }
        for (int y = 0; y < labels.rows; ++y) {
            for (int x = 0; x < labels.cols; ++x) {
                wall.at<std::uint8_t>(y, x) =
                    reaches[static_cast<std::size_t>(labels.at<int>(y, x))] ? 255 : 0;
            }
        }
    }
};

Wall::Wall(std::unique_ptr<Model> model) : model_(std::move(model)) {}

Wall::Wall(Wall&&) noexcept = default;
Wall& Wall::operator=(Wall&&) noexcept = default;
Wall::~Wall() = default;

Wall Wall::learn(const Recording& recording, const FaceBox& home) {
    auto model = std::make_unique<Model>();
    const double fps = recording.fps;
    std::vector<const media::Frame*> frames;
    std::size_t looks_ahead = 0;
    for (double t = kFlashesBegin_s + kFlashCount * kFlash_s + kAfterFlash_s;; t += kApart_s) {
        const auto number = static_cast<std::size_t>(t * fps);
        if (number >= recording.frames.size()) {
            break;
        }
        frames.push_back(&recording.frames[number]);
        looks_ahead += t < kTurnsBegin_s + kReaction_s ? 1U : 0U;
    }
    if (frames.size() < kPicturesMin) {
        return Wall(std::move(model));
    }
    model->reference = small_view(*frames.front());
    const double scale =
        static_cast<double>(model->reference.cols) / recording.frames.front().width();
    const auto scaled = [&](float value) { return static_cast<int>(std::lround(value * scale)); };
    const int w = scaled(home.width);
    const cv::Point face(
        std::clamp(scaled(home.middle_x()), 0, model->reference.cols - 1),
        std::clamp(scaled(home.middle_y()), 0, model->reference.rows - 1)
    );
    const int shoulders = face.y + w * 8 / 10;
    model->beside = cv::Mat(model->reference.size(), CV_8U, cv::Scalar(255));
    cv::ellipse(model->beside, face, {w * 13 / 10, w * 14 / 10}, 0, 0, 360, 0, cv::FILLED);
    model->beside.rowRange(std::clamp(shoulders, 1, model->beside.rows), model->beside.rows) = 0;
    if (cv::countNonZero(model->beside) < model->beside.rows) {
        model->reference.release();
        return Wall(std::move(model));
    }
    std::vector<cv::Mat> pictures;
    for (const media::Frame* frame : frames) {
        const cv::Mat picture = small_view(*frame);
        pictures.push_back(model->aligned(picture, model->shift_to(picture)));
    }
    const cv::Mat changes = restlessness(pictures);
    model->restless = std::max(kRestlessMin, kRestless * median_in(changes, model->beside));
    model->find_wall(changes, face, shoulders);
    pictures.resize(std::max<std::size_t>(1, looks_ahead));
    model->ahead = median_picture(pictures);
    return Wall(std::move(model));
}

void Wall::set_person(const media::Frame& frame, const SmallMask& person) {
    if (model_->reference.empty() || person.is_empty()) {
        return;
    }
    cv::Mat mask(
        person.height, person.width, CV_8U, const_cast<std::uint8_t*>(person.bytes.data())
    );
    cv::resize(mask > 0, mask, model_->reference.size(), 0, 0, cv::INTER_NEAREST);
    const cv::Mat shift = model_->shift_to(small_view(frame));
    cv::warpAffine(
        mask,
        model_->person,
        shift,
        mask.size(),
        cv::INTER_NEAREST | cv::WARP_INVERSE_MAP,
        cv::BORDER_REPLICATE
    );
    // Its rim is neither.
    cv::dilate(model_->person, model_->person, square(7));
}

SmallMask Wall::marks(const media::Frame& frame) const {
    SmallMask marks;
    if (model_->reference.empty()) {
        return marks;
    }
    const cv::Mat picture = small_view(frame);
    const cv::Mat shift = model_->shift_to(picture);
    cv::Mat known = cv::Mat::zeros(picture.size(), CV_8U);
    if (!model_->person.empty()) {
        const cv::Mat apart = difference(model_->aligned(picture, shift), model_->ahead);
        const cv::Mat free = model_->person == 0;
        cv::Mat same = (apart < 0.8 * model_->restless) & free;
        cv::Mat other = (apart > 1.6 * model_->restless) & free;
        cv::morphologyEx(same, same, cv::MORPH_OPEN, square(3));
        cv::morphologyEx(other, other, cv::MORPH_OPEN, square(3));
        known.setTo(kWall, same);
        known.setTo(kBeforeWall, other);
    }
    known.setTo(kWall, model_->wall);
    cv::Mat placed;
    cv::warpAffine(known, placed, shift, known.size(), cv::INTER_NEAREST, cv::BORDER_CONSTANT);
    marks.width = placed.cols;
    marks.height = placed.rows;
    marks.bytes.assign(placed.datastart, placed.dataend);
    return marks;
}

}  // namespace hibari::trust
