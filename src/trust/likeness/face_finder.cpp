#include "trust/likeness/face_finder.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>
#include <string>

namespace hibari::trust {
namespace {

// Where Debian's opencv-data and the usual builds of OpenCV put them.
constexpr std::array<const char*, 3> kFolders = {
    "/usr/share/opencv4/haarcascades",
    "/usr/local/share/opencv4/haarcascades",
    "/usr/share/opencv/haarcascades"
};

// The cascades look at pictures of this longer side.
constexpr double kLookSide = 256.0;
constexpr double kStep = 1.12;
// How many findings must agree: in a whole picture many places could look like a face by chance.
constexpr int kNeighboursAnywhere = 4;
constexpr int kNeighboursNear = 2;
// A face that is to be confirmed is looked at in this width, with this much around it.
constexpr double kConfirmSide = 72.0;
constexpr float kConfirmRim = 0.3F;

Result<std::string> cascade_folder() {
    for (const char* folder : kFolders) {
        std::error_code error;
        if (std::filesystem::exists(std::string(folder) + "/haarcascade_profileface.xml", error)) {
            return std::string(folder);
        }
    }
    return fail(
        {.code = ErrorCode::kUnavailable,
         .message = "the cascades that find faces are not installed",
         .hint = "install the package opencv-data"}
    );
}

cv::Rect2f rect_of(const FaceBox& box) {
    return {box.x, box.y, box.width, box.height};
}

// A part of a picture, grey and evened out, as the cascades were trained on.
struct Look {
    cv::Mat grey;
    double scale = 1.0;
    double x = 0.0;
    double y = 0.0;

    FaceBox place(const cv::Rect& found, bool mirrored) const {
        const int left = mirrored ? grey.cols - found.x - found.width : found.x;
        return {
            static_cast<float>(x + left / scale),
            static_cast<float>(y + found.y / scale),
            static_cast<float>(found.width / scale),
            static_cast<float>(found.height / scale)
        };
    }
};

Look look_at(const media::Frame& frame, const cv::Rect& part, double scale) {
    // OpenCV has no read-only view; nothing is written through this one.
    const cv::Mat whole(
        frame.height(), frame.width(), CV_8UC3, const_cast<std::uint8_t*>(frame.pixels().data())
    );
    Look look{
        .grey = {},
        .scale = scale,
        .x = static_cast<double>(part.x),
        .y = static_cast<double>(part.y)
    };
    cv::cvtColor(whole(part), look.grey, cv::COLOR_RGB2GRAY);
    if (scale != 1.0) {
        cv::resize(
            look.grey, look.grey, {}, scale, scale, scale < 1.0 ? cv::INTER_AREA : cv::INTER_LINEAR
        );
    }
    cv::equalizeHist(look.grey, look.grey);
    return look;
}

Look look_at_all(const media::Frame& frame) {
    const double longer = std::max(frame.width(), frame.height());
    return look_at(frame, {0, 0, frame.width(), frame.height()}, std::min(1.0, kLookSide / longer));
}

// How wide faces in a whole picture may be.
std::array<int, 2> sides_in(const Look& look) {
    return {
        std::max(24, std::min(look.grey.cols, look.grey.rows) / 6),
        std::max(look.grey.cols, look.grey.rows)
    };
}

}  // namespace

float overlap(const FaceBox& a, const FaceBox& b) {
    const float shared = (rect_of(a) & rect_of(b)).area();
    return shared / std::max(1.0F, std::min(rect_of(a).area(), rect_of(b).area()));
}

struct FaceFinder::Cascades {
    cv::CascadeClassifier frontal;
    cv::CascadeClassifier profile;
    cv::CascadeClassifier eyes;
    cv::CascadeClassifier patterns;

    FacesSeen find(const Look& look, Sides sides, std::array<int, 2> side_range, int neighbours) {
        FacesSeen seen;
        seen.frontal = run(frontal, look, look.grey, side_range, neighbours, false);
        if (sides == Sides::kFront) {
            return seen;
        }
        seen.to_right = run(profile, look, look.grey, side_range, neighbours, false);
        cv::Mat mirrored;
        cv::flip(look.grey, mirrored, 1);
        seen.to_left = run(profile, look, mirrored, side_range, neighbours, true);
        return seen;
    }

    static std::vector<FaceBox> run(
        cv::CascadeClassifier& cascade,
        const Look& look,
        const cv::Mat& grey,
        std::array<int, 2> sides,
        int neighbours,
        bool mirrored
    ) {
        std::vector<cv::Rect> found;
        cascade.detectMultiScale(
            grey, found, kStep, neighbours, 0, {sides[0], sides[0]}, {sides[1], sides[1]}
        );
        std::vector<FaceBox> boxes;
        for (const cv::Rect& rect : found) {
            boxes.push_back(look.place(rect, mirrored));
        }
        return boxes;
    }
};

Result<FaceFinder> FaceFinder::create() {
    const std::string folder = HIBARI_TRY(cascade_folder());
    auto cascades = std::make_unique<Cascades>();
    // Many recordings are judged side by side; threads of OpenCV's own would only get in their way.
    cv::setNumThreads(1);
    // OpenCV throws on a damaged file.
    try {
        if (cascades->frontal.load(folder + "/haarcascade_frontalface_alt2.xml") &&
            cascades->profile.load(folder + "/haarcascade_profileface.xml") &&
            cascades->eyes.load(folder + "/haarcascade_eye.xml") &&
            cascades->patterns.load(
                folder + "/../lbpcascades/lbpcascade_frontalface_improved.xml"
            )) {
            return FaceFinder(std::move(cascades));
        }
    } catch (const cv::Exception&) {
    }
    return fail(
        {.code = ErrorCode::kUnavailable,
         .message = "the cascades in " + folder + " are damaged",
         .hint = "install the package opencv-data again"}
    );
}

FaceFinder::FaceFinder(std::unique_ptr<Cascades> cascades) : cascades_(std::move(cascades)) {}

FaceFinder::FaceFinder(FaceFinder&&) noexcept = default;
FaceFinder& FaceFinder::operator=(FaceFinder&&) noexcept = default;
FaceFinder::~FaceFinder() = default;

FacesSeen FaceFinder::find(const media::Frame& frame, Sides sides) {
    const Look look = look_at_all(frame);
    return cascades_->find(look, sides, sides_in(look), kNeighboursAnywhere);
}

FacesSeen FaceFinder::find_near(const media::Frame& frame, const FaceBox& last, Sides sides) {
    const float side = std::max(last.width, last.height);
    const cv::Rect around(
        static_cast<int>(last.middle_x() - 0.95F * side),
        static_cast<int>(last.middle_y() - 0.95F * side),
        static_cast<int>(1.9F * side),
        static_cast<int>(1.9F * side)
    );
    const cv::Rect part = around & cv::Rect(0, 0, frame.width(), frame.height());
    if (part.width < 24 || part.height < 24) {
        return {};
    }
    // So that the face is about 72 pixels wide.
    const double scale = std::min(1.0, 72.0 / side);
    const Look look = look_at(frame, part, scale);
    const std::array<int, 2> side_range = {
        static_cast<int>(0.6 * side * scale), static_cast<int>(1.6 * side * scale)
    };
    return cascades_->find(look, sides, side_range, kNeighboursNear);
}

std::vector<FaceBox> FaceFinder::find_others(
    const media::Frame& frame, const FaceBox& known, float share
) {
    const Look all = look_at_all(frame);
    std::vector<FaceBox> others =
        Cascades::run(cascades_->frontal, all, all.grey, sides_in(all), kNeighboursNear, false);
    std::erase_if(others, [&](const FaceBox& box) {
        if (overlap(box, known) >= 0.1F || box.width < share * known.width) {
            return true;
        }
        const float rim = kConfirmRim * box.width;
        const cv::Rect around(
            static_cast<int>(box.x - rim),
            static_cast<int>(box.y - rim),
            static_cast<int>(box.width + 2.0F * rim),
            static_cast<int>(box.height + 2.0F * rim)
        );
        const cv::Rect part = around & cv::Rect(0, 0, frame.width(), frame.height());
        if (part.width < 24 || part.height < 24) {
            return true;
        }
        const Look look = look_at(frame, part, kConfirmSide / static_cast<double>(box.width));
        constexpr auto kLeast = static_cast<int>(0.6 * kConfirmSide);
        constexpr auto kMost = static_cast<int>(1.6 * kConfirmSide);
        return Cascades::run(
                   cascades_->patterns, look, look.grey, {kLeast, kMost}, kNeighboursNear, false
        )
            .empty();
    });
    return others;
}

std::optional<std::pair<FaceBox, FaceBox>> FaceFinder::find_eyes(
    const media::Frame& frame, const FaceBox& face
) {
    // The upper part of the face, where eyes are.
    const cv::Rect upper(
        static_cast<int>(face.x),
        static_cast<int>(face.y + 0.15F * face.height),
        static_cast<int>(face.width),
        static_cast<int>(0.45F * face.height)
    );
    const cv::Rect part = upper & cv::Rect(0, 0, frame.width(), frame.height());
    if (part.width < 24 || part.height < 12) {
        return std::nullopt;
    }
    const double scale = 160.0 / part.width;
    const Look look = look_at(frame, part, scale);
    std::vector<FaceBox> found =
        Cascades::run(cascades_->eyes, look, look.grey, {24, 72}, 3, false);
    std::optional<FaceBox> first;
    std::optional<FaceBox> second;
    for (const FaceBox& eye : found) {
        std::optional<FaceBox>& side = eye.middle_x() < face.middle_x() ? first : second;
        if (!side || eye.width > side->width) {
            side = eye;
        }
    }
    const bool level = first && second &&
                       std::abs(first->middle_y() - second->middle_y()) < 0.15F * face.height &&
                       second->middle_x() - first->middle_x() > 0.25F * face.width;
    if (!level) {
        return std::nullopt;
    }
    return std::pair(*first, *second);
}

}  // namespace hibari::trust
