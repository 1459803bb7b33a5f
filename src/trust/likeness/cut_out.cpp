#include "trust/likeness/cut_out.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace hibari::trust {
namespace {

constexpr int kRounds = 3;
constexpr double kThingShareMin = 0.02;
constexpr double kThingShareMax = 0.80;

cv::Mat view_of(const media::Frame& frame) {
    return cv::Mat(
        frame.height(), frame.width(), CV_8UC3, const_cast<std::uint8_t*>(frame.pixels().data())
    );
}

// Keeps the piece that covers most of `wanted`, and fills its holes.
cv::Mat one_piece(const cv::Mat& mask, const cv::Mat& wanted) {
    cv::Mat labels;
    const int count = cv::connectedComponents(mask, labels, 8, CV_32S);
    std::vector<int> votes(static_cast<std::size_t>(count));
    for (int y = 0; y < mask.rows; ++y) {
        for (int x = 0; x < mask.cols; ++x) {
            const int label = labels.at<int>(y, x);
            votes[static_cast<std::size_t>(label)] +=
                label > 0 ? (wanted.at<std::uint8_t>(y, x) > 0 ? 4 : 1) : 0;
        }
    }
    const auto best =
        static_cast<int>(std::max_element(votes.begin(), votes.end()) - votes.begin());
    if (best == 0) {
        return cv::Mat::zeros(mask.size(), CV_8U);
    }
    cv::Mat piece = labels == best;
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(piece, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    cv::drawContours(piece, outlines, -1, cv::Scalar(255), cv::FILLED);
    return piece;
}

// From a guess (cv::GC_*) at a small size to a soft mask of the frame's size.
cv::Mat refine(const media::Frame& frame, const cv::Mat& small, cv::Mat guess) {
    const cv::Mat wanted = guess == cv::GC_FGD;
    cv::Mat background;
    cv::Mat foreground;
    cv::grabCut(small, guess, {}, background, foreground, kRounds, cv::GC_INIT_WITH_MASK);
    cv::Mat mask = ((guess == cv::GC_FGD) | (guess == cv::GC_PR_FGD));
    const cv::Mat kernel = cv::getStructuringElement(cv::MORPH_ELLIPSE, {3, 3});
    cv::morphologyEx(mask, mask, cv::MORPH_OPEN, kernel);
    mask = one_piece(mask, wanted);
    // A rim of background would shine around the figure in another scene.
    cv::erode(mask, mask, kernel);
    cv::Mat soft;
    cv::resize(mask, soft, {frame.width(), frame.height()}, 0, 0, cv::INTER_CUBIC);
    const double sigma = 0.8 * frame.width() / static_cast<double>(small.cols);
    cv::GaussianBlur(soft, soft, {}, std::max(0.8, sigma));
    return soft;
}

// `face` moves with the crop.
std::optional<likeness::View> cropped(
    const media::Frame& frame, const cv::Mat& soft, const std::optional<FaceBox>& face
) {
    const cv::Mat opaque = soft > 8;
    cv::Rect box = cv::boundingRect(opaque);
    if (box.width < likeness::kViewSideMin || box.height < likeness::kViewSideMin) {
        return std::nullopt;
    }
    box.width = std::min(box.width, likeness::kViewSideMax);
    box.height = std::min(box.height, likeness::kViewSideMax);
    likeness::View view{.width = box.width, .height = box.height};
    view.rgba.reserve(static_cast<std::size_t>(box.area()) * 4);
    for (int y = box.y; y < box.y + box.height; ++y) {
        const auto row = frame.row(y);
        for (int x = box.x; x < box.x + box.width; ++x) {
            const std::uint8_t alpha =
                opaque.at<std::uint8_t>(y, x) > 0 ? soft.at<std::uint8_t>(y, x) : 0;
            for (std::size_t c = 0; c < 3; ++c) {
                view.rgba.push_back(alpha > 0 ? row[static_cast<std::size_t>(3 * x) + c] : 0);
            }
            view.rgba.push_back(alpha);
        }
    }
    if (face) {
        likeness::FaceMarks marks;
        marks.box = {
            face->x - static_cast<float>(box.x),
            face->y - static_cast<float>(box.y),
            face->width,
            face->height
        };
        view.face = marks;
    }
    return view;
}

struct Small {
    cv::Mat picture;
    double scale = 1.0;
};

Small shrunk(const media::Frame& frame) {
    Small small;
    small.scale =
        std::min(1.0, static_cast<double>(kCutSide) / std::max(frame.width(), frame.height()));
    cv::resize(view_of(frame), small.picture, {}, small.scale, small.scale, cv::INTER_AREA);
    return small;
}

}  // namespace

std::optional<PersonCut> cut_out_person(const media::Frame& frame, const PersonSeen& seen) {
    const Small small = shrunk(frame);
    const auto scaled = [&](float value) {
        return static_cast<int>(std::lround(value * small.scale));
    };
    const cv::Point middle(scaled(seen.face.middle_x()), scaled(seen.face.middle_y()));
    const cv::Point body(scaled(seen.body.middle_x()), scaled(seen.body.middle_y()));
    const int w = std::max(4, scaled(seen.body.width));
    const int bottom = small.picture.rows - 1;
    cv::Mat guess(small.picture.size(), CV_8U, cv::Scalar(cv::GC_BGD));
    // Perhaps: a head with its hair, wherever it is turned, and a body that widens below it.
    for (const cv::Point& head : {middle, body}) {
        cv::ellipse(
            guess,
            {head.x, head.y - w / 10},
            {w * 9 / 10, w * 21 / 20},
            0,
            0,
            360,
            cv::GC_PR_BGD,
            cv::FILLED
        );
    }
    cv::rectangle(
        guess,
        {body.x - w * 2, body.y + w * 6 / 10},
        {body.x + w * 2, bottom},
        cv::GC_PR_BGD,
        cv::FILLED
    );
    cv::ellipse(
        guess,
        {(middle.x + body.x) / 2, (middle.y + body.y) / 2 - w / 10},
        {w * 7 / 10, w * 17 / 20},
        0,
        0,
        360,
        cv::GC_PR_FGD,
        cv::FILLED
    );
    const std::vector<cv::Point> chest = {
        {body.x - w * 4 / 10, body.y + w * 7 / 10},
        {body.x + w * 4 / 10, body.y + w * 7 / 10},
        {body.x + w * 14 / 10, body.y + w * 13 / 10},
        {body.x + w * 15 / 10, bottom},
        {body.x - w * 15 / 10, bottom},
        {body.x - w * 14 / 10, body.y + w * 13 / 10}
    };
    if (bottom > body.y + w * 13 / 10) {
        cv::fillConvexPoly(guess, chest, cv::GC_PR_FGD);
    }
    // Surely: what of the face is there whichever way it looks, the neck and the chest under it.
    const cv::Point face((middle.x + body.x) / 2, (middle.y + body.y) / 2);
    cv::ellipse(guess, face, {w * 3 / 10, w * 4 / 10}, 0, 0, 360, cv::GC_FGD, cv::FILLED);
    cv::rectangle(
        guess, {body.x - w / 6, body.y}, {body.x + w / 6, bottom}, cv::GC_FGD, cv::FILLED
    );
    if (!seen.wall.is_empty()) {
        cv::Mat known(
            seen.wall.height,
            seen.wall.width,
            CV_8U,
            const_cast<std::uint8_t*>(seen.wall.bytes.data())
        );
        cv::resize(known, known, guess.size(), 0, 0, cv::INTER_NEAREST);
        const cv::Mat may_be = guess != cv::GC_BGD;
        guess.setTo(cv::GC_FGD, (known == kBeforeWall) & may_be);
        guess.setTo(cv::GC_BGD, known == kWall);
    }
    const cv::Mat soft = refine(frame, small.picture, guess);
    auto view = cropped(frame, soft, seen.face);
    if (!view) {
        return std::nullopt;
    }
    cv::Mat mask;
    cv::resize(soft, mask, small.picture.size(), 0, 0, cv::INTER_AREA);
    mask = mask > 127;
    return PersonCut{
        .view = std::move(*view),
        .mask = {.width = mask.cols, .height = mask.rows, .bytes = {mask.datastart, mask.dataend}}
    };
}

std::optional<likeness::View> cut_out_thing(const media::Frame& frame) {
    const Small small = shrunk(frame);
    cv::Mat lab;
    cv::cvtColor(small.picture, lab, cv::COLOR_RGB2Lab);
    const int width = lab.cols;
    const int height = lab.rows;
    const int rim = std::max(2, std::min(width, height) / 14);
    cv::Mat edge(lab.size(), CV_8U, cv::Scalar(255));
    edge(cv::Rect(rim, rim, width - 2 * rim, height - 2 * rim)) = 0;
    // The colours along the edges, in coarse bins; a colour that is rare there stands out.
    const std::array<int, 3> bins = {12, 16, 16};
    const std::array<int, 3> channels = {0, 1, 2};
    const std::array<float, 2> range = {0.0F, 256.0F};
    std::array<const float*, 3> ranges = {range.data(), range.data(), range.data()};
    cv::Mat histogram;
    cv::calcHist(&lab, 1, channels.data(), edge, histogram, 3, bins.data(), ranges.data());
    histogram /= std::max(1, cv::countNonZero(edge));
    cv::Mat common;
    cv::calcBackProject(&lab, 1, channels.data(), histogram, common, ranges.data(), 255.0 * 20.0);
    cv::GaussianBlur(common, common, {}, 2.0);
    cv::Mat guess(lab.size(), CV_8U, cv::Scalar(cv::GC_PR_BGD));
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double dx = (x - 0.5 * width) / (0.5 * width);
            const double dy = (y - 0.5 * height) / (0.5 * height);
            const double central = std::exp(-1.5 * (dx * dx + dy * dy));
            const double stands_out = (1.0 - common.at<std::uint8_t>(y, x) / 255.0) * central;
            std::uint8_t& cell = guess.at<std::uint8_t>(y, x);
            cell = stands_out > 0.75   ? cv::GC_FGD
                   : stands_out > 0.35 ? cv::GC_PR_FGD
                                       : cv::GC_PR_BGD;
            cell = edge.at<std::uint8_t>(y, x) > 0 ? static_cast<std::uint8_t>(cv::GC_BGD) : cell;
        }
    }
    const int sure = cv::countNonZero((guess == cv::GC_FGD) | (guess == cv::GC_PR_FGD));
    if (sure < kThingShareMin * width * height) {
        return std::nullopt;
    }
    const cv::Mat soft = refine(frame, small.picture, guess);
    const double share = static_cast<double>(cv::countNonZero(soft > 127)) /
                         (static_cast<double>(soft.rows) * soft.cols);
    if (share < kThingShareMin || share > kThingShareMax) {
        return std::nullopt;
    }
    return cropped(frame, soft, std::nullopt);
}

std::vector<likeness::Color> main_colors(const likeness::View& view, int count) {
    std::vector<cv::Vec3f> pixels;
    const std::size_t step = std::max<std::size_t>(1, view.rgba.size() / 4 / 4000);
    for (std::size_t i = 0; i + 3 < view.rgba.size(); i += 4 * step) {
        if (view.rgba[i + 3] > 200) {
            pixels.emplace_back(view.rgba[i], view.rgba[i + 1], view.rgba[i + 2]);
        }
    }
    if (pixels.size() < static_cast<std::size_t>(count)) {
        return {};
    }
    cv::Mat samples(static_cast<int>(pixels.size()), 3, CV_32F, pixels.data());
    cv::Mat labels;
    cv::Mat centers;
    cv::theRNG().state = 1;  // The same colours every time.
    cv::kmeans(
        samples,
        count,
        labels,
        {cv::TermCriteria::COUNT, 20, 1.0},
        2,
        cv::KMEANS_PP_CENTERS,
        centers
    );
    std::vector<std::pair<int, int>> order(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        order[static_cast<std::size_t>(i)] = {cv::countNonZero(labels == i), i};
    }
    std::sort(order.rbegin(), order.rend());
    std::vector<likeness::Color> colors;
    for (const auto& [size, index] : order) {
        const auto channel = [&, row = index](int c) {
            return cv::saturate_cast<std::uint8_t>(centers.at<float>(row, c));
        };
        colors.push_back({channel(0), channel(1), channel(2)});
    }
    return colors;
}

std::optional<likeness::Color> color_in(const likeness::View& view, const FaceBox& box) {
    std::array<std::vector<std::uint8_t>, 3> values;
    const int x0 = std::clamp(static_cast<int>(box.x), 0, view.width);
    const int x1 = std::clamp(static_cast<int>(box.x + box.width), 0, view.width);
    const int y0 = std::clamp(static_cast<int>(box.y), 0, view.height);
    const int y1 = std::clamp(static_cast<int>(box.y + box.height), 0, view.height);
    for (int y = y0; y < y1; ++y) {
        for (int x = x0; x < x1; ++x) {
            const std::size_t at =
                4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(view.width) +
                     static_cast<std::size_t>(x));
            if (view.rgba[at + 3] > 200) {
                for (std::size_t c = 0; c < 3; ++c) {
                    values[c].push_back(view.rgba[at + c]);
                }
            }
        }
    }
    if (values[0].size() < 16) {
        return std::nullopt;
    }
    const auto middle = [](std::vector<std::uint8_t>& list) {
        const auto at = list.begin() + static_cast<std::ptrdiff_t>(list.size() / 2);
        std::nth_element(list.begin(), at, list.end());
        return *at;
    };
    return likeness::Color{middle(values[0]), middle(values[1]), middle(values[2])};
}

}  // namespace hibari::trust
