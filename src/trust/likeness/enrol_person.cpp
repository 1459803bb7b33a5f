#include "trust/likeness/challenge.h"
#include "trust/likeness/cut_out.h"
#include "trust/likeness/enrol.h"
#include "trust/likeness/face_track.h"
#include "trust/likeness/voice_profile.h"
#include "trust/likeness/wall.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace hibari::trust {
namespace {

// The side of the pictures that views are cut from.
constexpr int kPortraitSide = 960;
// How far people turn their head when asked to; the profile cascade sees about that.
constexpr float kTurned_degrees = 50.0F;
constexpr float kHalfway = 0.5F;
constexpr float kTravelMin = 0.1F;

Error no_face() {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = "no picture of the recording shows a face from the front",
        .hint = "hold the camera at eye level, with light from the front",
        .reason = "no_face"
    };
}

// A moment and how far the head is turned in it.
struct Pose {
    const FaceMoment* moment = nullptr;
    float yaw_degrees = 0.0F;
};

// How far the features have moved from where they are at rest, at each moment.
std::vector<float> travel_of(const FaceTrack& track, int fps) {
    std::vector<float> travel;
    float now = 0.0F;
    std::size_t last = 0;
    for (const FaceMoment& moment : track.moments) {
        const float seconds = static_cast<float>(moment.frame - last) / static_cast<float>(fps);
        now += moment.features_right * seconds;
        // At rest it creeps back to zero, so that small errors do not add up.
        if (moment.frontal && std::abs(moment.features_right) < 0.15F) {
            now *= 0.7F;
        }
        travel.push_back(now);
        last = moment.frame;
    }
    return travel;
}

// Front first, then the sides that were seen, each with a view halfway.
std::vector<Pose> choose_poses(const FaceTrack& track, int fps) {
    const std::vector<float> travel = travel_of(track, fps);
    const auto after_flashes =
        static_cast<std::size_t>((kFlashesBegin_s + kFlashCount * kFlash_s + 0.2) * fps);
    std::vector<Pose> poses;
    // The calmest look ahead, by preference when the screen shows no colours.
    const FaceMoment* front = nullptr;
    float best = 1e9F;
    for (const FaceMoment& moment : track.moments) {
        const bool plain = moment.frame < static_cast<std::size_t>(kFlashesBegin_s * fps) ||
                           (moment.frame > after_flashes &&
                            moment.frame < static_cast<std::size_t>((kTurnsBegin_s + 0.1) * fps));
        const float unrest = std::abs(moment.features_right) + (plain ? 0.0F : 10.0F);
        if (moment.frontal && unrest < best) {
            best = unrest;
            front = &moment;
        }
    }
    if (front == nullptr) {
        return poses;
    }
    poses.push_back({front, 0.0F});
    for (const float side : {1.0F, -1.0F}) {
        const FaceMoment* turned = nullptr;
        float most = kTravelMin;
        for (std::size_t i = 0; i < track.moments.size(); ++i) {
            const FaceMoment& moment = track.moments[i];
            if ((side > 0.0F ? moment.to_left : moment.to_right) && side * travel[i] > most) {
                most = side * travel[i];
                turned = &moment;
            }
        }
        if (turned == nullptr) {
            continue;
        }
        poses.push_back({turned, side * kTurned_degrees});
        // Where the features are halfway the angle is less than half: they move as its sine.
        const FaceMoment* between = nullptr;
        float nearest = 0.15F;
        for (std::size_t i = 0; i < track.moments.size(); ++i) {
            const float away = std::abs(side * travel[i] / most - kHalfway);
            if (track.moments[i].is_seen() && track.moments[i].frame > after_flashes &&
                away < nearest) {
                nearest = away;
                between = &track.moments[i];
            }
        }
        if (between != nullptr) {
            const float turn = std::sin(kTurned_degrees * std::numbers::pi_v<float> / 180.0F);
            poses.push_back(
                {between, side * std::asin(kHalfway * turn) * 180.0F / std::numbers::pi_v<float>}
            );
        }
    }
    return poses;
}

FaceBox scaled(const FaceBox& box, float scale) {
    return {box.x * scale, box.y * scale, box.width * scale, box.height * scale};
}

likeness::Point middle_of(const FaceBox& box, const FaceBox& from, const likeness::Box& to) {
    return {box.middle_x() - from.x + to.x, box.middle_y() - from.y + to.y};
}

// The dark line between the lips: the darkest row in the lower third of the face.
std::optional<float> mouth_row(const media::Frame& frame, const FaceBox& face) {
    const int x0 = std::max(0, static_cast<int>(face.x + 0.36F * face.width));
    const int x1 = std::min(frame.width(), static_cast<int>(face.x + 0.64F * face.width));
    const int y0 = std::max(0, static_cast<int>(face.y + 0.70F * face.height));
    const int y1 = std::min(frame.height(), static_cast<int>(face.y + 0.92F * face.height));
    if (x1 <= x0) {
        return std::nullopt;
    }
    std::optional<float> row;
    double darkest = 1e18;
    for (int y = y0; y < y1; ++y) {
        double sum = 0.0;
        for (int x = x0; x < x1; ++x) {
            sum += frame.row(y)[static_cast<std::size_t>(3 * x) + 1];
        }
        if (sum < darkest) {
            darkest = sum;
            row = static_cast<float>(y);
        }
    }
    return row;
}

void mark_face(
    FaceFinder& finder, const media::Frame& frame, const FaceBox& face, likeness::View& view
) {
    likeness::FaceMarks& marks = *view.face;
    if (const auto eyes = finder.find_eyes(frame, face)) {
        marks.right_eye = middle_of(eyes->first, face, marks.box);
        marks.left_eye = middle_of(eyes->second, face, marks.box);
    }
    if (const auto row = mouth_row(frame, face)) {
        marks.mouth =
            likeness::Point{marks.box.x + 0.5F * marks.box.width, marks.box.y + *row - face.y};
        // The corners stand about under the middles of the eyes.
        marks.mouth_width = 0.38F * marks.box.width;
    }
}

likeness::PackColors colors_of(const likeness::View& view) {
    const likeness::Box& face = view.face->box;
    const auto part = [&](float x, float y, float width, float height) {
        return color_in(
            view,
            {face.x + x * face.width,
             face.y + y * face.height,
             width * face.width,
             height * face.height}
        );
    };
    likeness::PackColors colors;
    colors.skin = part(0.25F, 0.45F, 0.5F, 0.25F);
    colors.hair = part(0.25F, -0.32F, 0.5F, 0.30F);
    colors.top = part(-0.3F, 1.5F, 1.6F, 0.5F);
    return colors;
}

}  // namespace

Result<likeness::LikenessPack> enrol_person(
    const ClipSource& source, const PersonDetails& details
) {
    FaceFinder finder = HIBARI_TRY(FaceFinder::create());
    const Recording recording = HIBARI_TRY(read_recording(source));
    const FaceTrack track = track_face(recording, finder, kTurnsBegin_s - 0.1);
    std::vector<Pose> poses = choose_poses(track, recording.fps);
    if (poses.empty()) {
        return fail(no_face());
    }
    likeness::LikenessPack pack;
    pack.kind = likeness::PackKind::kPerson;
    pack.name = details.name;
    pack.voice = measure_voice(recording.sound);
    if (!pack.voice) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "nothing is said in the recording",
             .hint = "speak the digits aloud, near the microphone",
             .reason = "no_voice"}
        );
    }
    pack.recording = clean_voice(recording.sound, find_speech(recording.sound));
    pack.recording_text = details.spoken_text;
    std::vector<std::int64_t> wanted;
    for (const Pose& pose : poses) {
        wanted.push_back(static_cast<std::int64_t>(pose.moment->frame));
    }
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    const std::vector<media::Frame> frames = HIBARI_TRY(read_frames(source, wanted, kPortraitSide));
    Wall wall = Wall::learn(recording, track.home);
    for (const Pose& pose : poses) {
        const auto number = static_cast<std::int64_t>(pose.moment->frame);
        const media::Frame& frame = frames[static_cast<std::size_t>(
            std::lower_bound(wanted.begin(), wanted.end(), number) - wanted.begin()
        )];
        const media::Frame& small = recording.frames[pose.moment->frame];
        const float scale = static_cast<float>(frame.width()) / static_cast<float>(small.width());
        const FaceBox face = scaled(pose.moment->box, scale);
        std::optional<PersonCut> cut = cut_out_person(
            frame, {.face = face, .body = scaled(track.home, scale), .wall = wall.marks(small)}
        );
        if (!cut) {
            continue;
        }
        likeness::View& view = cut->view;
        view.yaw_degrees = pose.yaw_degrees;
        if (pose.yaw_degrees == 0.0F) {
            wall.set_person(small, cut->mask);
            mark_face(finder, frame, face, view);
            pack.colors = colors_of(view);
        }
        pack.views.push_back(std::move(view));
    }
    if (pack.views.empty() || pack.views.front().yaw_degrees != 0.0F) {
        return fail(no_face());
    }
    HIBARI_TRY(likeness::check_pack(pack));
    return pack;
}

}  // namespace hibari::trust
