#include "trust/likeness/face_track.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <opencv2/video.hpp>
#include <optional>

namespace hibari::trust {
namespace {

constexpr double kMomentsPerSecond = 10.0;
// Whole pictures are searched for second faces this often.
constexpr double kWholePerSecond = 2.0;
// A second face must be at least this wide, as a share of the first.
constexpr float kSecondShare = 0.4F;
constexpr float kOverlapMin = 0.3F;

// How many pictures are searched for the face to follow, and how far apart they are.
constexpr std::size_t kStartPictures = 8;
constexpr double kStartApart_s = 0.5;

// Flow is measured on pictures in which the face is about this wide.
constexpr float kFlowFaceSide = 48.0F;

cv::Mat view_of(const media::Frame& frame) {
    return cv::Mat(
        frame.height(), frame.width(), CV_8UC3, const_cast<std::uint8_t*>(frame.pixels().data())
    );
}

const FaceBox* nearest(const std::vector<FaceBox>& boxes, const FaceBox& last) {
    const FaceBox* best = nullptr;
    for (const FaceBox& box : boxes) {
        if (overlap(box, last) >= kOverlapMin &&
            (best == nullptr || overlap(box, last) * box.width > overlap(*best, last) * best->width
            )) {
            best = &box;
        }
    }
    return best;
}

float median(std::vector<float> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

// The mean sideways flow in a box of a flow field, clipped to it.
float mean_flow(const cv::Mat& flow, const cv::Rect& box) {
    const cv::Rect part = box & cv::Rect(0, 0, flow.cols, flow.rows);
    return part.empty() ? 0.0F : static_cast<float>(cv::mean(flow(part))[0]);
}

class Tracker {
  public:
    Tracker(const Recording& recording, FaceFinder& finder, double profiles_from_s)
        : recording_(recording),
          finder_(finder),
          profiles_from_s_(profiles_from_s),
          step_(
              static_cast<std::size_t>(std::max(1L, std::lround(recording.fps / kMomentsPerSecond)))
          ),
          whole_step_(static_cast<std::size_t>(
              std::max(1L, std::lround(kMomentsPerSecond / kWholePerSecond))
          )) {}

    FaceTrack run() {
        find_start();
        for (std::size_t frame = 0; frame < recording_.frames.size(); frame += step_) {
            look(frame);
        }
        set_home();
        measure_flow();
        return std::move(track_);
    }

  private:
    // The face that is there in most of the first pictures, and of those the largest: a pattern on
    // a wall looks like a face now and then.
    void find_start() {
        std::vector<std::vector<FaceBox>> places;
        const auto apart = static_cast<std::size_t>(kStartApart_s * recording_.fps);
        for (std::size_t i = 0; i < kStartPictures; ++i) {
            const std::size_t number = i * apart;
            if (number >= recording_.frames.size()) {
                break;
            }
            for (const FaceBox& box :
                 finder_.find(recording_.frames[number], Sides::kFront).frontal) {
                const auto known =
                    std::find_if(places.begin(), places.end(), [&](const auto& place) {
                        return overlap(place.front(), box) >= kOverlapMin;
                    });
                if (known != places.end()) {
                    known->push_back(box);
                } else {
                    places.push_back({box});
                }
            }
        }
        const auto best =
            std::max_element(places.begin(), places.end(), [](const auto& a, const auto& b) {
                return static_cast<float>(a.size()) * a.front().width <
                       static_cast<float>(b.size()) * b.front().width;
            });
        if (best != places.end()) {
            last_ = best->front();
        }
    }

    void look(std::size_t number) {
        if (!last_) {
            track_.moments.push_back({.frame = number});
            return;
        }
        const media::Frame& frame = recording_.frames[number];
        const bool whole = track_.moments.size() % whole_step_ == 0;
        const bool turns = static_cast<double>(number) >= profiles_from_s_ * recording_.fps;
        const Sides sides = turns ? Sides::kAll : Sides::kFront;
        const FacesSeen seen = finder_.find_near(frame, *last_, sides);
        FaceMoment moment{.frame = number};
        const FaceBox* frontal = nearest(seen.frontal, *last_);
        const FaceBox* left = nearest(seen.to_left, *last_);
        const FaceBox* right = nearest(seen.to_right, *last_);
        moment.frontal = frontal != nullptr;
        moment.to_left = left != nullptr;
        moment.to_right = right != nullptr;
        for (const FaceBox* box : {frontal, left, right}) {
            if (box != nullptr) {
                last_ = *box;
                break;
            }
        }
        moment.box = *last_;
        if (whole) {
            ++track_.whole_searches;
            track_.seconds_seen += finder_.find_others(frame, *last_, kSecondShare).empty() ? 0 : 1;
        }
        track_.moments.push_back(moment);
    }

    void set_home() {
        std::vector<float> x;
        std::vector<float> y;
        std::vector<float> side;
        for (const FaceMoment& moment : track_.moments) {
            if (moment.frontal) {
                x.push_back(moment.box.middle_x());
                y.push_back(moment.box.middle_y());
                side.push_back(moment.box.width);
            }
        }
        if (side.empty()) {
            return;
        }
        const float width = median(side);
        track_.home = {median(x) - 0.5F * width, median(y) - 0.5F * width, width, width};
    }

    // Flow between successive moments around where the face is at home. Turning a head moves its
    // features and leaves the shoulders; moving a photograph moves both.
    void measure_flow() {
        if (track_.is_empty()) {
            return;
        }
        const FaceBox& home = track_.home;
        const float scale = std::min(1.0F, kFlowFaceSide / home.width);
        const cv::Rect around(
            static_cast<int>(home.middle_x() - 1.1F * home.width),
            static_cast<int>(home.middle_y() - 0.8F * home.width),
            static_cast<int>(2.2F * home.width),
            static_cast<int>(2.4F * home.width)
        );
        const cv::Rect part =
            around & cv::Rect(0, 0, recording_.frames[0].width(), recording_.frames[0].height());
        if (part.width < 32 || part.height < 32) {
            return;
        }
        const auto boxed = [&](float x, float y, float width, float height) {
            return cv::Rect(
                static_cast<int>((x - static_cast<float>(part.x)) * scale),
                static_cast<int>((y - static_cast<float>(part.y)) * scale),
                static_cast<int>(width * scale),
                static_cast<int>(height * scale)
            );
        };
        const float w = home.width;
        const cv::Rect inside = boxed(home.x + 0.22F * w, home.y + 0.25F * w, 0.56F * w, 0.55F * w);
        const cv::Rect below = boxed(home.x - 0.4F * w, home.y + 1.32F * w, 1.8F * w, 0.28F * w);
        cv::Mat last;
        for (FaceMoment& moment : track_.moments) {
            cv::Mat grey;
            cv::cvtColor(view_of(recording_.frames[moment.frame])(part), grey, cv::COLOR_RGB2GRAY);
            cv::resize(grey, grey, {}, scale, scale, cv::INTER_AREA);
            if (!last.empty()) {
                cv::Mat flow;
                cv::calcOpticalFlowFarneback(last, grey, flow, 0.5, 3, 13, 2, 5, 1.1, 0);
                const float seconds =
                    static_cast<float>(step_) / static_cast<float>(recording_.fps);
                moment.features_right =
                    (mean_flow(flow, inside) - mean_flow(flow, below)) / (w * scale) / seconds;
            }
            last = grey;
        }
    }

    const Recording& recording_;
    FaceFinder& finder_;
    double profiles_from_s_;
    std::size_t step_;
    std::size_t whole_step_;
    std::optional<FaceBox> last_;
    FaceTrack track_;
};

}  // namespace

const FaceMoment& FaceTrack::at(std::size_t frame) const {
    HIBARI_CHECK(!moments.empty());
    const auto after = std::lower_bound(
        moments.begin(),
        moments.end(),
        frame,
        [](const FaceMoment& moment, std::size_t number) { return moment.frame < number; }
    );
    return after == moments.end() ? moments.back() : *after;
}

FaceTrack track_face(const Recording& recording, FaceFinder& finder, double profiles_from_s) {
    if (recording.frames.empty() || recording.fps <= 0) {
        return {};
    }
    return Tracker(recording, finder, profiles_from_s).run();
}

}  // namespace hibari::trust
